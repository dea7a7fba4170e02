package dev.gatehouse.wechatsimulator;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A running stand-in for WeChat's login platform. Listens on 127.0.0.1 only, keeps nothing on disk.
 * Thread-safe.
 *
 * <p>It starts with {@link SamplePeople} and two apps: {@code web}, a website app, and {@code app},
 * a mobile app.
 */
public final class WeChatSimulator implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final HttpListener listener;
  private final URI baseUrl;
  private final Apps apps;
  private final People people;
  private final CallLog calls = new CallLog();
  private final Faults faults;
  private final WeChatPlatform platform;
  private final Welcome welcome;

  WeChatSimulator(int port, Clock clock, Apps apps, People people) {
    this.apps = apps;
    this.people = people;
    RandomText random = new RandomText();
    platform = new WeChatPlatform(apps, clock, random);
    faults = new Faults(RandomGenerator.getDefault());
    WireFormat wireFormat = new WireFormat(random);
    listener = new HttpListener(LOOPBACK, port);
    baseUrl = URI.create("http://127.0.0.1:" + listener.port());
    welcome = new Welcome(baseUrl, people, apps);

    Map<String, Router.Route> routes = new HashMap<>();
    routes.putAll(new WeChatEndpoints(platform, faults, calls, clock, wireFormat).routes());
    routes.putAll(new SimulatorEndpoints(platform, people, apps, calls, welcome).routes());
    listener.serve(new Router(routes)::answer);
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

  /**
   * All calls to the endpoint since the start or the last {@link #reset}, also beyond a thousand.
   */
  public long callCount(WeChatEndpoint endpoint) {
    return calls.count(endpoint);
  }

  /** The next call to the endpoint meets the fault; after those that were asked for earlier. */
  public void next(WeChatEndpoint endpoint, Fault fault) {
    next(endpoint, 1, fault);
  }

  /** The next so many calls to the endpoint meet the fault. */
  public void next(WeChatEndpoint endpoint, int times, Fault fault) {
    faults.next(endpoint, times, fault);
  }

  /**
   * From now on every call to the endpoint meets the fault, unless one was asked for with {@link
   * #next}; in place of what was asked for with {@code always} before.
   */
  public void always(WeChatEndpoint endpoint, Fault fault) {
    always(endpoint, 1, fault);
  }

  /**
   * From now on some calls to the endpoint meet the fault, each with this probability; the others
   * meet what was asked for with {@code always} before.
   *
   * @param probability above 0, at most 1
   */
  public void always(WeChatEndpoint endpoint, double probability, Fault fault) {
    faults.always(endpoint, probability, fault);
  }

  /**
   * WeChat behaves again. Connections that hang by then go on hanging, as answers under way go
   * their way.
   */
  public void clearFaults() {
    faults.clear();
  }

  /** As if just started: no faults, calls, codes, tokens, nor people added since. */
  public void reset() {
    faults.clear();
    platform.reset();
    people.reset();
    calls.reset();
  }

  /** Stops listening and cuts open connections. May be called again. */
  @Override
  public void close() {
    listener.close();
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
}
