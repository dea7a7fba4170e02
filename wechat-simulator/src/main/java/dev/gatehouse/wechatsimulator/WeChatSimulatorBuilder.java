package dev.gatehouse.wechatsimulator;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a simulator starts with. Begins with the sample people and apps, any free port and the
 * system's clock.
 */
public final class WeChatSimulatorBuilder {
  private final Map<String, App> apps = new LinkedHashMap<>();
  private final List<Person> people = new ArrayList<>(SamplePeople.all());
  private int port;
  private Clock clock = Clock.systemUTC();

  WeChatSimulatorBuilder() {
    websiteApp("web", "wxsimulatedweb00001", "simulated-web-secret-0123456789ab");
    mobileApp("app", "wxsimulatedapp00001", "simulated-app-secret-0123456789ab");
  }

  /** 0 for any free port. */
  public WeChatSimulatorBuilder port(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, but is " + port);
    }
    this.port = port;
    return this;
  }

  /** Decides when codes and tokens expire. */
  public WeChatSimulatorBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /** One more website app (QR login), in place of an earlier app of the same channel. */
  public WeChatSimulatorBuilder websiteApp(String channel, String appId, String secret) {
    apps.put(channel, App.website(channel, appId, secret));
    return this;
  }

  /** One more mobile app, in place of an earlier app of the same channel. */
  public WeChatSimulatorBuilder mobileApp(String channel, String appId, String secret) {
    apps.put(channel, App.mobile(channel, appId, secret));
    return this;
  }

  /** Somebody more, who stays after a reset; in place of an earlier person of the same key. */
  public WeChatSimulatorBuilder person(Person person) {
    people.add(person);
    return this;
  }

  /**
   * A running simulator with all of this.
   *
   * @throws java.io.UncheckedIOException when the port cannot be had
   * @throws IllegalArgumentException when two channels have one app id
   */
  public WeChatSimulator start() {
    return new WeChatSimulator(port, clock, new Apps(apps.values()), new People(people));
  }
}
