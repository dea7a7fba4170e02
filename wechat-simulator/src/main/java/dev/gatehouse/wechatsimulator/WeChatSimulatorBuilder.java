package dev.gatehouse.wechatsimulator;

import dev.gatehouse.wechatsimulator.platform.App;
import dev.gatehouse.wechatsimulator.platform.Apps;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.SamplePeople;
import dev.gatehouse.wechatsimulator.platform.SimulatorClock;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds a simulator. Defaults: the sample people and apps, any free port, the system's clock. */
public final class WeChatSimulatorBuilder {
  private final Map<String, App> apps = new LinkedHashMap<>();
  private final List<Person> people = new ArrayList<>(SamplePeople.all());
  private final Set<String> allowedHosts = new HashSet<>();
  private InetAddress address = InetAddress.ofLiteral("127.0.0.1");
  private int port;
  private InstantSource clock = InstantSource.system();

  WeChatSimulatorBuilder() {
    websiteApp("web", "wxsimulatedweb00001", "simulated-web-secret-0123456789ab");
    mobileApp("app", "wxsimulatedapp00001", "simulated-app-secret-0123456789ab");
    officialAccount("h5", "wxsimulatedh5000001", "simulated-h5-secret-0123456789abc");
    miniProgram("mini", "wxsimulatedmini0001", "simulated-mini-secret-0123456789a");
  }

  /**
   * The address to listen on; 127.0.0.1 by default, 0.0.0.0 for all addresses of the machine. A
   * real phone can scan the QR code when it reaches the address.
   */
  public WeChatSimulatorBuilder address(InetAddress address) {
    this.address = address;
    return this;
  }

  /**
   * Accepts requests under this host name too. Without it the simulator answers under {@code
   * localhost} and IP addresses only, so that a website of an attacker cannot reach it through a
   * DNS name.
   *
   * @param name without scheme, port and path
   */
  public WeChatSimulatorBuilder allowHost(String name) {
    if (!name.matches("[0-9A-Za-z._-]+")) {
      throw new IllegalArgumentException(
          "the allowed host must be a host name, but is \"" + name + "\"");
    }
    allowedHosts.add(name);
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

  /** The clock for the expiry of codes and tokens. */
  public WeChatSimulatorBuilder clock(InstantSource clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Adds a website app (login by QR code) with any callback host. Replaces an app of the same
   * channel.
   */
  public WeChatSimulatorBuilder websiteApp(String channel, String appId, String secret) {
    apps.put(channel, App.website(channel, appId, secret, ""));
    return this;
  }

  /**
   * Registers the callback domain of the channel's website app. WeChat then accepts only this host,
   * without a port, in redirect URIs.
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

  /** Adds a mobile app. Replaces an app of the same channel. */
  public WeChatSimulatorBuilder mobileApp(String channel, String appId, String secret) {
    apps.put(channel, App.mobile(channel, appId, secret));
    return this;
  }

  /**
   * Adds an official account (login inside WeChat's browser) with any callback host. Replaces an
   * app of the same channel.
   */
  public WeChatSimulatorBuilder officialAccount(String channel, String appId, String secret) {
    apps.put(channel, App.officialAccount(channel, appId, secret));
    return this;
  }

  /** Adds a mini program. Replaces an app of the same channel. */
  public WeChatSimulatorBuilder miniProgram(String channel, String appId, String secret) {
    apps.put(channel, App.miniProgram(channel, appId, secret));
    return this;
  }

  /** Adds a person who stays after a reset. Replaces a person of the same key. */
  public WeChatSimulatorBuilder person(Person person) {
    people.add(person);
    return this;
  }

  /**
   * Starts the simulator.
   *
   * @throws java.io.UncheckedIOException when the address or the port is not available
   * @throws IllegalArgumentException when two channels have the same app id
   */
  public WeChatSimulator start() {
    return new WeChatSimulator(
        address,
        port,
        allowedHosts,
        new SimulatorClock(clock),
        new Apps(apps.values()),
        new People(people));
  }
}
