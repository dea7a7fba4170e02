package dev.gatehouse.wechatsimulator;

import java.net.InetAddress;
import java.time.InstantSource;
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
  private InetAddress address = InetAddress.ofLiteral("127.0.0.1");
  private int port;
  private InstantSource clock = InstantSource.system();

  WeChatSimulatorBuilder() {
    websiteApp("web", "wxsimulatedweb00001", "simulated-web-secret-0123456789ab");
    mobileApp("app", "wxsimulatedapp00001", "simulated-app-secret-0123456789ab");
  }

  /**
   * The address to listen on, 127.0.0.1 unless said otherwise. With one that others can reach, a
   * real phone can read the QR code; with 0.0.0.0 it listens on all addresses of the machine.
   */
  public WeChatSimulatorBuilder address(InetAddress address) {
    this.address = address;
    return this;
  }

  /** 0 for any free port. */
  public WeChatSimulatorBuilder port(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port must be from 0 to 65535, but is " + port);
    }
    this.port = port;
    return this;
  }

  /** Decides when codes and tokens expire; see also {@link WeChatSimulator#advanceClock}. */
  public WeChatSimulatorBuilder clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /**
   * One more website app (QR login), in place of an earlier app of the same channel. Browsers may
   * be sent back to any host.
   */
  public WeChatSimulatorBuilder websiteApp(String channel, String appId, String secret) {
    apps.put(channel, App.website(channel, appId, secret, ""));
    return this;
  }

  /**
   * Registers a callback domain for the website app of the channel. WeChat then sends browsers back
   * to this very host only, and to no port but the usual one.
   *
   * @param host without scheme, port and path
   */
  public WeChatSimulatorBuilder callbackDomain(String channel, String host) {
    App app = apps.get(channel);
    if (app == null || !app.isWebsite()) {
      throw new IllegalArgumentException("no website app has the channel \"" + channel + "\"");
    }
    apps.put(channel, App.website(channel, app.appId(), app.secret(), host));
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
   * @throws java.io.UncheckedIOException when the address or the port cannot be had
   * @throws IllegalArgumentException when two channels have one app id
   */
  public WeChatSimulator start() {
    return new WeChatSimulator(
        address, port, new SimulatorClock(clock), new Apps(apps.values()), new People(people));
  }
}
