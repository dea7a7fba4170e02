package dev.gatehouse.wechatsimulator;

import dev.gatehouse.wechatsimulator.control.ControlEndpoints;
import dev.gatehouse.wechatsimulator.control.FrontPage;
import dev.gatehouse.wechatsimulator.control.MiniProgramPage;
import dev.gatehouse.wechatsimulator.control.SimulatorEndpoints;
import dev.gatehouse.wechatsimulator.control.StartupBanner;
import dev.gatehouse.wechatsimulator.fault.CallLog;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.fault.FaultInjector;
import dev.gatehouse.wechatsimulator.fault.Faults;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import dev.gatehouse.wechatsimulator.http.HttpListener;
import dev.gatehouse.wechatsimulator.http.ListenAddress;
import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.http.Router;
import dev.gatehouse.wechatsimulator.platform.App;
import dev.gatehouse.wechatsimulator.platform.Apps;
import dev.gatehouse.wechatsimulator.platform.EndpointResponse;
import dev.gatehouse.wechatsimulator.platform.Grant;
import dev.gatehouse.wechatsimulator.platform.Identifiers;
import dev.gatehouse.wechatsimulator.platform.MiniPrograms;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.RandomText;
import dev.gatehouse.wechatsimulator.platform.SamplePeople;
import dev.gatehouse.wechatsimulator.platform.SimulatorClock;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoints;
import dev.gatehouse.wechatsimulator.platform.WeChatPlatform;
import dev.gatehouse.wechatsimulator.platform.WireFormat;
import dev.gatehouse.wechatsimulator.qr.AuthorizationRules;
import dev.gatehouse.wechatsimulator.qr.AuthorizeEndpoints;
import dev.gatehouse.wechatsimulator.qr.QrConnectEndpoints;
import dev.gatehouse.wechatsimulator.qr.QrConnectPages;
import dev.gatehouse.wechatsimulator.qr.QrLogins;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A running simulator of WeChat's login platform. Listens on 127.0.0.1 by default and stores
 * nothing on disk. Thread-safe.
 *
 * <p>It starts with {@link SamplePeople} and four apps: {@code web}, a website app, {@code app}, a
 * mobile app, {@code h5}, an official account, and {@code mini}, a mini program.
 */
public final class WeChatSimulator implements AutoCloseable {
  private final HttpListener listener;
  private final URI baseUrl;
  private final SimulatorClock clock;
  private final Apps apps;
  private final People people;
  private final CallLog calls = new CallLog();
  private final Faults faults = new Faults(RandomGenerator.getDefault());
  private final WeChatPlatform platform;
  private final MiniPrograms miniPrograms;
  private final QrLogins logins;
  private final StartupBanner banner;

  WeChatSimulator(
      InetAddress address,
      int port,
      Set<String> allowedHosts,
      SimulatorClock clock,
      Apps apps,
      People people) {
    this.clock = clock;
    this.apps = apps;
    this.people = people;
    RandomText random = new RandomText();
    platform = new WeChatPlatform(apps, clock, random);
    miniPrograms = new MiniPrograms(apps, clock, random);
    logins = new QrLogins(platform, clock, random);
    listener = new HttpListener(address, port, allowedHosts);
    baseUrl = ListenAddress.url(address, listener.port());
    banner = new StartupBanner(baseUrl, people, apps);
    listener.serve(new Router(routes(new WireFormat(random)))::respond);
  }

  private Map<String, Router.Route> routes(WireFormat wireFormat) {
    AuthorizationRules rules = new AuthorizationRules(apps);
    QrConnectPages pages = new QrConnectPages(baseUrl, people);
    QrConnectEndpoints qrConnect = new QrConnectEndpoints(rules, logins, people, pages);
    AuthorizeEndpoints authorize = new AuthorizeEndpoints(rules, platform, people, pages);
    Map<WeChatEndpoint, Function<Request, EndpointResponse>> endpoints =
        new EnumMap<>(new WeChatEndpoints(platform, miniPrograms, clock, wireFormat).all());
    endpoints.put(WeChatEndpoint.QRCONNECT, qrConnect::qrconnect);
    endpoints.put(WeChatEndpoint.AUTHORIZE, authorize::authorize);
    FrontPage frontPage = new FrontPage(banner, people, apps, platform, calls, faults);
    Map<String, Router.Route> routes = new HashMap<>();
    routes.put("/", Router.Route.get(frontPage::show));
    routes.putAll(new FaultInjector(faults, calls, clock, wireFormat).routes(endpoints));
    routes.putAll(qrConnect.routes());
    routes.putAll(authorize.routes());
    routes.putAll(new MiniProgramPage(platform, miniPrograms, people, apps).routes());
    routes.putAll(new SimulatorEndpoints(platform, people, apps, calls).routes());
    routes.putAll(new ControlEndpoints(faults, clock, this::reset).routes());
    return routes;
  }

  /**
   * Starts a simulator with the sample people and apps.
   *
   * @param port 0 for any free one
   * @throws UncheckedIOException when the port is not available
   */
  public static WeChatSimulator start(int port) {
    return builder().port(port).start();
  }

  public static WeChatSimulatorBuilder builder() {
    return new WeChatSimulatorBuilder();
  }

  /**
   * The value for {@code https://api.weixin.qq.com} in the settings of a client. Ends without a
   * slash.
   */
  public URI baseUrl() {
    return baseUrl;
  }

  /**
   * The app id of the channel's app.
   *
   * @throws IllegalArgumentException for an unknown channel; the message lists the known ones
   */
  public String appId(String channel) {
    return app(channel).appId();
  }

  /**
   * The secret of the channel's app.
   *
   * @throws IllegalArgumentException for an unknown channel, as {@link #appId}
   */
  public String secret(String channel) {
    return app(channel).secret();
  }

  /** The openid of the person in the channel's app; the same in every run. */
  public String openId(String personKey, String channel) {
    return Identifiers.openId(person(personKey), app(channel));
  }

  /** The unionid of the person, disclosed or not; the same in every run. */
  public String unionId(String personKey) {
    return Identifiers.unionId(person(personKey));
  }

  /**
   * A new code, as the channel's app gets it after the person has approved: for one use within ten
   * minutes.
   *
   * @throws IllegalArgumentException for an unknown person or channel; the message lists the known
   *     ones
   */
  public String codeFor(String personKey, String channel) {
    return platform.issueCode(person(personKey), app(channel));
  }

  /** A new code of the silent scope {@code snsapi_base}, for an official account. */
  public String baseCodeFor(String personKey, String channel) {
    return platform.issueCode(Grant.base(person(personKey), app(channel)));
  }

  /**
   * A new code of snapshot mode, for an official account and a virtual person.
   *
   * @param flagged whether WeChat's response says that the person is virtual
   */
  public String snapshotCode(String channel, boolean flagged) {
    return platform.issueSnapshotCode(app(channel), flagged);
  }

  /** A new code of the phone button of a mini program, for the person's own number. */
  public String phoneCodeFor(String personKey, String channel) {
    return miniPrograms.issuePhoneCode(
        person(personKey), app(channel), "86", phoneNumber(personKey), Duration.ZERO);
  }

  /** The person's phone number, without the country code 86; the same in every run. */
  public String phoneNumber(String personKey) {
    return Identifiers.phoneNumber(person(personKey));
  }

  /** Adds a person until the next {@link #reset}; replaces a person of the same key. */
  public void addPerson(Person person) {
    people.add(person);
  }

  /** The last 1000 calls to WeChat's endpoints, oldest first. */
  public List<RecordedCall> calls() {
    return calls.latest();
  }

  /** The number of calls to the endpoint since the start or the last {@link #reset}. */
  public long callCount(WeChatEndpoint endpoint) {
    return calls.count(endpoint);
  }

  /** Applies the fault to the next call that has no earlier fault waiting. */
  public void next(WeChatEndpoint endpoint, Fault fault) {
    next(endpoint, 1, fault);
  }

  /** Applies the fault to this many calls. */
  public void next(WeChatEndpoint endpoint, int times, Fault fault) {
    faults.next(endpoint, times, fault);
  }

  /**
   * Applies the fault to every call from now on. Replaces earlier lasting faults; faults of {@link
   * #next} go first.
   */
  public void always(WeChatEndpoint endpoint, Fault fault) {
    always(endpoint, 1, fault);
  }

  /**
   * Applies the fault to each call with this probability; earlier lasting faults apply to the other
   * calls.
   *
   * @param probability above 0, at most 1
   */
  public void always(WeChatEndpoint endpoint, double probability, Fault fault) {
    faults.always(endpoint, probability, fault);
  }

  /** Removes all faults. A connection that hangs goes on hanging. */
  public void clearFaults() {
    faults.clear();
  }

  /** Advances WeChat's clock until the next {@link #reset}, so that codes and tokens expire. */
  public void advanceClock(Duration duration) {
    clock.advance(duration);
  }

  /** Restores the state of the start: removes faults, calls, codes, tokens and added people. */
  public void reset() {
    faults.clear();
    clock.reset();
    logins.reset();
    platform.reset();
    miniPrograms.reset();
    people.reset();
    calls.reset();
  }

  /** Stops listening and closes all connections. Idempotent. */
  @Override
  public void close() {
    listener.close();
  }

  /** The text for the terminal after the start. */
  String banner() {
    return banner.text();
  }

  private App app(String channel) {
    return apps.ofChannel(channel)
        .orElseThrow(() -> new IllegalArgumentException(apps.unknownChannel(channel)));
  }

  private Person person(String key) {
    return people
        .find(key)
        .orElseThrow(() -> new IllegalArgumentException(people.unknownPerson(key)));
  }
}
