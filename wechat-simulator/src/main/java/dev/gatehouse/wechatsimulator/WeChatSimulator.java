package dev.gatehouse.wechatsimulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A running stand-in for WeChat's login platform. Listens on 127.0.0.1 only, keeps nothing on disk.
 * Thread-safe.
 *
 * <p>It starts with {@link SamplePeople} and two apps: {@code web}, a website app, and {@code app},
 * a mobile app.
 */
public final class WeChatSimulator implements AutoCloseable {
  /**
   * Connections that may wait to be accepted; the platform's default of 50 drops some in a burst.
   */
  private static final int BACKLOG = 1024;

  private final HttpServer server;
  private final ExecutorService threads;
  private final URI baseUrl;
  private final Apps apps;
  private final People people;
  private final CallLog calls = new CallLog();
  private final WeChatPlatform platform;
  private final Welcome welcome;

  WeChatSimulator(int port, Clock clock, Apps apps, People people) {
    this.apps = apps;
    this.people = people;
    RandomText random = new RandomText();
    platform = new WeChatPlatform(apps, clock, random);
    server = listen(port);
    threads = Executors.newVirtualThreadPerTaskExecutor();
    baseUrl = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    welcome = new Welcome(baseUrl, people, apps);

    Map<String, Router.Route> routes = new HashMap<>();
    routes.putAll(new WeChatEndpoints(platform, calls, clock, random).routes());
    routes.putAll(new SimulatorEndpoints(platform, people, apps, calls, welcome).routes());
    server.createContext("/", new Router(routes));
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Starts with the sample people and apps.
   *
   * @param port 0 for any free one
   * @throws UncheckedIOException when the port cannot be had
   */
  public static WeChatSimulator start(int port) {
    return builder().port(port).start();
  }

  public static WeChatSimulatorBuilder builder() {
    return new WeChatSimulatorBuilder();
  }

  /**
   * Without a slash at the end; what stands for {@code https://api.weixin.qq.com} in a client's
   * settings.
   */
  public URI baseUrl() {
    return baseUrl;
  }

  /** Refuses an unknown channel with an IllegalArgumentException that lists the known ones. */
  public String appId(String channel) {
    return app(channel).appId();
  }

  /** Refuses an unknown channel as {@link #appId} does. */
  public String secret(String channel) {
    return app(channel).secret();
  }

  /** The openid by which the channel's app knows the person; the same in every run. */
  public String openId(String personKey, String channel) {
    return Identifiers.openId(person(personKey), app(channel));
  }

  /** The unionid of the person, disclosed by WeChat or not; the same in every run. */
  public String unionId(String personKey) {
    return Identifiers.unionId(person(personKey));
  }

  /**
   * A fresh code, as the channel's app gets it once the person has approved: for one use within ten
   * minutes. Refuses an unknown person or channel with an IllegalArgumentException that lists the
   * known ones.
   */
  public String codeFor(String personKey, String channel) {
    return platform.issueCode(person(personKey), app(channel));
  }

  /** Gives somebody an account until the next {@link #reset}; replaces whoever has the same key. */
  public void addPerson(Person person) {
    people.add(person);
  }

  /** The last 1000 calls to WeChat's endpoints, oldest first. */
  public List<RecordedCall> calls() {
    return calls.latest();
  }

  /** As if just started: forgets recorded calls, codes, tokens and the people added since. */
  public void reset() {
    platform.reset();
    people.reset();
    calls.reset();
  }

  /** Stops listening and cuts open connections. May be called again. */
  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }

  /** For the terminal that started it. */
  String banner() {
    return welcome.banner();
  }

  private App app(String channel) {
    return apps.ofChannel(channel)
        .orElseThrow(() -> new IllegalArgumentException(apps.doNotKnow(channel)));
  }

  private Person person(String key) {
    return people
        .find(key)
        .orElseThrow(() -> new IllegalArgumentException(people.doesNotKnow(key)));
  }

  private static HttpServer listen(int port) {
    try {
      return HttpServer.create(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
  }
}
