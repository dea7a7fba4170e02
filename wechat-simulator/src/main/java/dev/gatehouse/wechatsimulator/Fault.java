package dev.gatehouse.wechatsimulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A way in which WeChat misbehaves. Immutable; given to {@link WeChatSimulator#next} or {@link
 * WeChatSimulator#always}.
 *
 * <p>Some faults come <em>before</em> WeChat acts: the call changes nothing, and a code that came
 * with it can still be redeemed. The others come <em>after</em>: WeChat has done what it was asked
 * for, the code is spent, and only the answer suffers. {@link #afterActing()} makes any fault one
 * of the second kind. Either way the call is recorded.
 */
public final class Fault {
  private static final Latency AT_ONCE = Latency.fixed(Duration.ZERO);

  private final String name;
  private final boolean acts;
  private final long errcode;
  private final Content content;
  private final Latency latency;
  private final Departure departure;

  private Fault(
      String name,
      boolean acts,
      long errcode,
      Content content,
      Latency latency,
      Departure departure) {
    this.name = name;
    this.acts = acts;
    this.errcode = errcode;
    this.content = content;
    this.latency = latency;
    this.departure = departure;
  }

  /** Before WeChat acts: this error, with the message that WeChat has for it. */
  public static Fault errcode(long errcode) {
    return error(errcode, new Content.Refusal(false));
  }

  /** Before WeChat acts: this error with exactly this message. */
  public static Fault errcode(long errcode, String errmsg) {
    ObjectNode body =
        JsonMapper.shared().createObjectNode().put("errcode", errcode).put("errmsg", errmsg);
    return error(errcode, new Content.Instead(HttpReply.asWeChat(body)));
  }

  /** Before WeChat acts: this error, its code a string, as in one of WeChat's samples. */
  public static Fault errcodeAsText(long errcode) {
    return error(errcode, new Content.Refusal(true));
  }

  /** After: the answer comes late by so much. */
  public static Fault latency(Duration delay) {
    return late(Latency.fixed(delay));
  }

  /** After: the answer comes late; half the time by less than the median, 1 % by more than p99. */
  public static Fault latency(Duration median, Duration p99) {
    return late(Latency.logNormal(median, p99));
  }

  /** After: no answer, ever; the connection stays open until the client or the simulator ends. */
  public static Fault hang() {
    return leaving("hang", true, new Departure.Never());
  }

  /** Before WeChat acts: the connection is reset as soon as the call is recognised. */
  public static Fault resetBeforeReading() {
    return leaving("resetBeforeReading", false, new Departure.Reset());
  }

  /** After: the connection is reset instead of an answer. */
  public static Fault resetAfterReading() {
    return leaving("resetAfterReading", true, new Departure.Reset());
  }

  /** After: the connection is closed in good order instead of an answer. */
  public static Fault closeUnanswered() {
    return leaving("closeUnanswered", true, new Departure.CloseUnanswered());
  }

  /** After: a good answer, and then the connection is closed, unannounced. */
  public static Fault closeAfterwards() {
    return leaving("closeAfterwards", true, new Departure.WholeThenClose());
  }

  /** After: half of the body that the headers promise, and the connection is closed. */
  public static Fault truncated() {
    return leaving("truncated", true, new Departure.Truncated());
  }

  /** After: the headers at once, then the body one byte at a time, with this pause before each. */
  public static Fault trickle(Duration perByte) {
    Latency.fixed(perByte);
    return leaving("trickle", true, new Departure.Trickle(perByte));
  }

  /** Before WeChat acts: a page of a gateway on the way, with this status. */
  public static Fault html(int status) {
    String page =
        "<html><head><title>%1$d</title></head><body><h1>%1$d</h1></body></html>\n"
            .formatted(checked(status));
    return instead("html", HttpReply.of(status, "text/html", page));
  }

  /** Before WeChat acts: this status without a body. */
  public static Fault status(int status) {
    return instead("status", HttpReply.nothing(checked(status)));
  }

  /** Before WeChat acts: 302 to this place. */
  public static Fault redirect(String location) {
    return instead("redirect", HttpReply.nothing(302).with("Location", location));
  }

  /** Before WeChat acts: these bytes with status 200, called plain text as WeChat does. */
  public static Fault body(byte[] body) {
    return instead("body", HttpReply.asWeChat(body.clone()));
  }

  /** As {@link #body(byte[])}, in UTF-8. */
  public static Fault body(String body) {
    return body(body.getBytes(StandardCharsets.UTF_8));
  }

  /** After: an empty body. */
  public static Fault empty() {
    return changed("empty", _ -> new byte[0]);
  }

  /** After: a good answer, but with so many bytes of padding before the fields that matter. */
  public static Fault huge(int bytes) {
    return changed("huge", BodyChange.padding(bytes));
  }

  /** After: a good answer, but for two bytes that are not UTF-8 in the nickname or the scope. */
  public static Fault invalidUtf8() {
    return changed("invalidUtf8", BodyChange.invalidUtf8());
  }

  /** After: a good answer that says {@code "errcode":0}. */
  public static Fault errcodeZero() {
    return changed("errcodeZero", BodyChange.errcodeZero());
  }

  /** After: a good answer, each slash in it written {@code \/}. */
  public static Fault escapedSlashes() {
    return changed("escapedSlashes", BodyChange.escapedSlashes());
  }

  /**
   * After: a good answer, but for two unescaped control characters in the nickname or the scope.
   */
  public static Fault controlCharacters() {
    return changed("controlCharacters", BodyChange.controlCharacters());
  }

  /** After: a good answer with a blank before the unionid. */
  public static Fault blankBeforeUnionId() {
    return changed("blankBeforeUnionId", BodyChange.blankBefore("unionid"));
  }

  /** After: a good answer without the unionid. */
  public static Fault withoutUnionId() {
    return changed("withoutUnionId", BodyChange.without("unionid"));
  }

  /** After: a good answer in which one field has this value, any JSON, or is added with it. */
  public static Fault field(String name, String json) {
    return changed("field", BodyChange.field(name, json));
  }

  /** The same, but WeChat has acted: a code is spent, as reported of some errors of WeChat's. */
  public Fault afterActing() {
    return new Fault(name, true, errcode, content, latency, departure);
  }

  /** The same, but so much later. */
  public Fault delayedBy(Duration delay) {
    return new Fault(name, acts, errcode, content, Latency.fixed(delay), departure);
  }

  /** As in {@link RecordedCall#fault}. */
  public String name() {
    return name;
  }

  boolean acts() {
    return acts;
  }

  /** 0 for a fault that is not about an error code. */
  long errcode() {
    return errcode;
  }

  Content content() {
    return content;
  }

  Departure departure() {
    return departure;
  }

  Duration delay(RandomGenerator random) {
    return latency.next(random);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Fault error(long errcode, Content content) {
    return new Fault("errcode", false, errcode, content, AT_ONCE, new Departure.Whole());
  }

  private static Fault late(Latency latency) {
    return new Fault("latency", true, 0, new Content.Own(), latency, new Departure.Whole());
  }

  private static Fault leaving(String name, boolean acts, Departure departure) {
    return new Fault(name, acts, 0, new Content.Own(), AT_ONCE, departure);
  }

  private static Fault instead(String name, HttpReply reply) {
    return new Fault(name, false, 0, new Content.Instead(reply), AT_ONCE, new Departure.Whole());
  }

  private static Fault changed(String name, UnaryOperator<byte[]> change) {
    return new Fault(name, true, 0, new Content.Changed(change), AT_ONCE, new Departure.Whole());
  }

  private static int checked(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status must be from 200 to 599, but is " + status);
    }
    return status;
  }
}
