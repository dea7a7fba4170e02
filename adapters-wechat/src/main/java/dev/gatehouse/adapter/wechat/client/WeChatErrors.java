package dev.gatehouse.adapter.wechat.client;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.adapter.wechat.resilience.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What WeChat's error numbers mean for a login, sorted by who can act (reference, section 6). The
 * number alone decides; its words go to the log and nowhere else.
 */
final class WeChatErrors {

  /** Stands for {@code gatehouse.wechat.apps.<channel>} in what the operator must check. */
  private static final String APP = "<app>";

  private static final String CONSOLE = " (see WeChat's console)";

  /** Our app may not call this interface. */
  private static final long INVALID_OPENID = 40003;

  private static final long UNAUTHORIZED = 48001;

  private static final long INVALID_CREDENTIAL = 40001;

  /** Wrong or replaced, invalid, expired. */
  private static final Set<Long> DEAD_TOKEN = Set.of(INVALID_CREDENTIAL, 40014L, 42001L);

  private static final Map<Long, Meaning> KNOWN = new HashMap<>();

  /**
   * @param check what the operator must check; empty if the operator can do nothing
   */
  private record Meaning(Outcome outcome, String check, Duration retryAfter) {}

  static {
    known(Outcome.REJECTED, "", 40029, 40163, 41008, 42003, 61009, 61010);
    known(Outcome.RESTRICTED, "", 40226, 46004, 50003, 50004, 50005);

    ourSetUp(APP + ".id", 40013, 41002);
    ourSetUp(APP + ".secret", 40125, 41004);
    ourSetUp(APP + ".secret: whether it is frozen" + CONSOLE, 40243);
    ourSetUp(
        "that this service's address is one from which the app " + APP + ".id may call" + CONSOLE,
        40090,
        40164,
        40187,
        45035,
        61004,
        89501,
        89502,
        89503,
        89504,
        89505,
        89506,
        89507);
    ourSetUp(
        APP
            + ".id and "
            + APP
            + ".kind: whether the app is of this kind and may log people in"
            + CONSOLE,
        40188,
        48001,
        48004,
        50002,
        61003);
    ourSetUp(
        "gatehouse.wechat.api-base-url, and DNS and proxies on the way to it",
        40066,
        40222,
        43001,
        43002,
        43003,
        44002,
        47001,
        48009,
        48017);

    ourRequest("grant_type", 40002);
    ourRequest("openid", 40003, 41009);
    ourRequest("access_token", 41001);
    ourRequest("refresh_token", 41003);
    ourRequest("as a whole", 40035, 40097, 40101, 76022);
    ourRequest("the pairing of appid, token and openid", 49001, 49003);

    throttled(Duration.ofMinutes(1), "", 45011, 45104);
    throttled(Duration.ofHours(1), "", 45040);
    throttled(Duration.ofHours(1), "the daily quota of " + APP + ".id" + CONSOLE, 45009);
    throttled(Duration.ofMinutes(10), "whether WeChat has blocked " + APP + ".id", 45102, 45501);

    known(Outcome.FAILING, "", -1, -1000);

    // About tokens. Ours are seconds old: neither user nor operator can do anything.
    known(Outcome.UNEXPECTED, "", 40014, 40030, 42001, 42002, 42007, 50001);
    known(Outcome.UNEXPECTED, APP + ".secret, if this persists", 40001);
  }

  private WeChatErrors() {}

  /**
   * Accepts a response without an error that is about a real account.
   *
   * @throws CallFailure if the response is an error or about a virtual account
   */
  static void requireSuccess(WeChatApp app, WeChatResponse response) throws CallFailure {
    long errcode = response.errcode();
    if (errcode == 0) {
      if (response.isPreview()) {
        throw new CallFailure(Outcome.PREVIEW, "WeChat gave a snapshot account");
      }
      return;
    }
    Meaning meaning =
        KNOWN.getOrDefault(errcode, new Meaning(Outcome.UNEXPECTED, "", CallFailure.RETRY_SOON));
    throw new CallFailure(
        meaning.outcome(),
        "WeChat answered errcode " + errcode,
        printable(response.errmsg()),
        meaning.check().replace(APP + ".", app.property("")),
        meaning.retryAfter());
  }

  /** Accepts a phone number as {@link #requireSuccess} does. */
  static void requirePhoneNumber(WeChatApp app, WeChatResponse response) throws CallFailure {
    if (response.errcode() == INVALID_OPENID) {
      throw new CallFailure(Outcome.REJECTED, "the phone code is of another person");
    }
    requireSuccess(app, response);
  }

  /**
   * Accepts a profile as {@link #requireSuccess} does. An official account without the permission
   * and a snapshot account that is not marked get the same error; no user is registered then.
   */
  static void requireProfile(WeChatApp app, WeChatResponse response) throws CallFailure {
    if (app.kind() == WeChatApp.Kind.OFFICIAL_ACCOUNT && response.errcode() == UNAUTHORIZED) {
      throw new CallFailure(
          Outcome.PREVIEW,
          "WeChat gave no profile: errcode " + UNAUTHORIZED,
          printable(response.errmsg()),
          "that the official account of "
              + app.property("id")
              + " has the permission 网页授权获取用户基本信息"
              + CONSOLE
              + "; for a snapshot page there is nothing to do",
          CallFailure.RETRY_SOON);
    }
    requireSuccess(app, response);
  }

  /** Accepts a token for the server API. Here errcode 40001 means a wrong secret. */
  static void requireServerToken(WeChatApp app, WeChatResponse response) throws CallFailure {
    if (response.errcode() == INVALID_CREDENTIAL) {
      throw new CallFailure(
          Outcome.MISCONFIGURED,
          "WeChat answered errcode " + INVALID_CREDENTIAL,
          printable(response.errmsg()),
          app.property("secret"),
          CallFailure.RETRY_SOON);
    }
    requireSuccess(app, response);
  }

  /** Whether WeChat no longer accepts the token for the server API that a request had. */
  static boolean isDeadToken(WeChatResponse response) throws CallFailure {
    return DEAD_TOKEN.contains(response.errcode());
  }

  /** What a status other than success means; WeChat's own errors come with 200. */
  static CallFailure ofStatus(int status) {
    String message = "no usable response from WeChat: HTTP status " + status;
    if (status == 412) {
      // WeChat does not accept the form of the request (reference, section 6).
      return new CallFailure(
          Outcome.MISCONFIGURED, message, "", request("its form"), CallFailure.RETRY_SOON);
    }
    return new CallFailure(status >= 500 ? Outcome.FAILING : Outcome.UNUSABLE, message);
  }

  private static void known(Outcome outcome, String check, long... errcodes) {
    known(new Meaning(outcome, check, CallFailure.RETRY_SOON), errcodes);
  }

  private static void ourSetUp(String check, long... errcodes) {
    known(Outcome.MISCONFIGURED, check, errcodes);
  }

  /**
   * WeChat refuses the form of our request. A proxy on the way has probably changed it; otherwise
   * it is a defect of Gatehouse.
   */
  private static void ourRequest(String part, long... errcodes) {
    ourSetUp(request(part), errcodes);
  }

  private static String request(String part) {
    return "gatehouse.wechat.api-base-url and proxies on the way to it: WeChat finds fault with our"
        + " request ("
        + part
        + ")";
  }

  private static void throttled(Duration retryAfter, String check, long... errcodes) {
    known(new Meaning(Outcome.THROTTLED, check, retryAfter), errcodes);
  }

  private static void known(Meaning meaning, long... errcodes) {
    for (long errcode : errcodes) {
      if (KNOWN.put(errcode, meaning) != null) {
        throw new IllegalStateException("two meanings for errcode " + errcode);
      }
    }
  }

  /** Long enough to be a code, a token or an id; the parts of a rid are shorter. */
  private static final Pattern SECRET_LIKE = Pattern.compile("\\w{10,}");

  /** WeChat's words, made safe for one line of a log: they may quote what we sent (SEC-21). */
  private static String printable(String errmsg) {
    if (errmsg.isEmpty()) {
      return "no errmsg";
    }
    String oneLine = SECRET_LIKE.matcher(errmsg.replaceAll("\\p{C}", " ")).replaceAll("***");
    return oneLine.length() <= 200 ? oneLine : oneLine.substring(0, 200);
  }
}
