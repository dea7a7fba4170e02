package dev.gatehouse.wechatsimulator.fault;

import dev.gatehouse.wechatsimulator.http.Response;
import dev.gatehouse.wechatsimulator.http.ResponseDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A fault of WeChat. Immutable; given to {@code WeChatSimulator.next} or {@code
 * WeChatSimulator.always}.
 *
 * <p>A fault <em>before</em> the call changes nothing: a code in the request can still be used. A
 * fault <em>after</em> the call affects the response only: WeChat has acted and the code is used.
 * {@link #afterActing()} turns the first kind into the second. Both kinds are recorded.
 */
public final class Fault {
  private static final Latency AT_ONCE = Latency.fixed(Duration.ZERO);

  /** No fault. */
  static final Fault NONE =
      new Fault("", true, 0, new Content.Own(), AT_ONCE, new ResponseDelivery.Whole());

  private final String name;
  private final boolean acts;
  private final long errcode;
  private final Content content;
  private final Latency latency;
  private final ResponseDelivery delivery;

  private Fault(
      String name,
      boolean acts,
      long errcode,
      Content content,
      Latency latency,
      ResponseDelivery delivery) {
    this.name = name;
    this.acts = acts;
    this.errcode = errcode;
    this.content = content;
    this.latency = latency;
    this.delivery = delivery;
  }

  /** Before: this error with WeChat's message for it. */
  public static Fault errcode(long errcode) {
    return error(errcode, new Content.Errcode(false));
  }

  /** Before: this error with exactly this message. */
  public static Fault errcode(long errcode, String errmsg) {
    ObjectNode body =
        JsonMapper.shared().createObjectNode().put("errcode", errcode).put("errmsg", errmsg);
    return error(errcode, new Content.Replaced(Response.asWeChat(body)));
  }

  /** Before: this error, its code a JSON string, as in one of WeChat's samples. */
  public static Fault errcodeAsText(long errcode) {
    return error(errcode, new Content.Errcode(true));
  }

  /** After: the response is late by this time. */
  public static Fault latency(Duration delay) {
    return late(Latency.fixed(delay));
  }

  /** After: the response is late by a log-normal time. */
  public static Fault latency(Duration median, Duration p99) {
    return late(Latency.logNormal(median, p99));
  }

  /** After: no response; the connection stays open until the client or the simulator closes it. */
  public static Fault hang() {
    return leaving("hang", true, new ResponseDelivery.Never());
  }

  /** Before: the connection is reset. */
  public static Fault resetBeforeReading() {
    return leaving("resetBeforeReading", false, new ResponseDelivery.Reset());
  }

  /** After: the connection is reset without a response. */
  public static Fault resetAfterReading() {
    return leaving("resetAfterReading", true, new ResponseDelivery.Reset());
  }

  /** After: the connection is closed without a response and without a reset. */
  public static Fault closeUnanswered() {
    return leaving("closeUnanswered", true, new ResponseDelivery.CloseUnanswered());
  }

  /** After: a complete response; then the connection is closed, which no header announces. */
  public static Fault closeAfterwards() {
    return leaving("closeAfterwards", true, new ResponseDelivery.WholeThenClose());
  }

  /** After: half of the announced body; then the connection is closed. */
  public static Fault truncated() {
    return leaving("truncated", true, new ResponseDelivery.Truncated());
  }

  /** After: the headers at once, then the body byte by byte, with this pause before each. */
  public static Fault trickle(Duration perByte) {
    Latency.fixed(perByte);
    return leaving("trickle", true, new ResponseDelivery.Trickle(perByte));
  }

  /** Before: the HTML error page of a gateway, with this status. */
  public static Fault html(int status) {
    String page =
        "<html><head><title>%1$d</title></head><body><h1>%1$d</h1></body></html>\n"
            .formatted(checked(status));
    return instead("html", Response.of(status, "text/html", page));
  }

  /** Before: this status without a body. */
  public static Fault status(int status) {
    return instead("status", Response.empty(checked(status)));
  }

  /** Before: 302 to this location. */
  public static Fault redirect(String location) {
    return instead("redirect", Response.empty(302).with("Location", location));
  }

  /** Before: status 200, {@code text/plain} and these bytes. */
  public static Fault body(byte[] body) {
    return instead("body", Response.asWeChat(body.clone()));
  }

  /** As {@link #body(byte[])}, in UTF-8. */
  public static Fault body(String body) {
    return body(body.getBytes(StandardCharsets.UTF_8));
  }

  /** After: an empty body. */
  public static Fault empty() {
    return changed("empty", _ -> new byte[0]);
  }

  /** After: the response with this many bytes of padding before its fields. */
  public static Fault huge(int bytes) {
    return changed("huge", BodyChange.padding(bytes));
  }

  /** After: the response with two bytes in the nickname or scope that are not UTF-8. */
  public static Fault invalidUtf8() {
    return changed("invalidUtf8", BodyChange.invalidUtf8());
  }

  /** After: the response with {@code "errcode":0} in front. */
  public static Fault errcodeZero() {
    return changed("errcodeZero", BodyChange.errcodeZero());
  }

  /** After: the response with each slash written as {@code \/}. */
  public static Fault escapedSlashes() {
    return changed("escapedSlashes", BodyChange.escapedSlashes());
  }

  /** After: the response with two unescaped control characters in the nickname or scope. */
  public static Fault controlCharacters() {
    return changed("controlCharacters", BodyChange.controlCharacters());
  }

  /** After: the response with a blank before the unionid. */
  public static Fault blankBeforeUnionId() {
    return changed("blankBeforeUnionId", BodyChange.blankBefore("unionid"));
  }

  /** After: the response without the unionid. */
  public static Fault withoutUnionId() {
    return changed("withoutUnionId", BodyChange.without("unionid"));
  }

  /** After: the response with this JSON value in this field, which is added when missing. */
  public static Fault field(String name, String json) {
    return changed("field", BodyChange.field(name, json));
  }

  /** This fault after the call: a code is used, as reported of some errors of WeChat. */
  public Fault afterActing() {
    return new Fault(name, true, errcode, content, latency, delivery);
  }

  /** This fault with this delay. */
  public Fault delayedBy(Duration delay) {
    return new Fault(name, acts, errcode, content, Latency.fixed(delay), delivery);
  }

  /** The name in {@link RecordedCall#fault}. */
  public String name() {
    return name;
  }

  boolean acts() {
    return acts;
  }

  /** The error code of the response; 0 when the fault has none. */
  long errcode() {
    return errcode;
  }

  Content content() {
    return content;
  }

  ResponseDelivery delivery() {
    return delivery;
  }

  Duration delay(RandomGenerator random) {
    return latency.next(random);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Fault error(long errcode, Content content) {
    return new Fault("errcode", false, errcode, content, AT_ONCE, new ResponseDelivery.Whole());
  }

  private static Fault late(Latency latency) {
    return new Fault("latency", true, 0, new Content.Own(), latency, new ResponseDelivery.Whole());
  }

  private static Fault leaving(String name, boolean acts, ResponseDelivery delivery) {
    return new Fault(name, acts, 0, new Content.Own(), AT_ONCE, delivery);
  }

  private static Fault instead(String name, Response response) {
    return new Fault(
        name, false, 0, new Content.Replaced(response), AT_ONCE, new ResponseDelivery.Whole());
  }

  private static Fault changed(String name, UnaryOperator<byte[]> change) {
    return new Fault(
        name, true, 0, new Content.Changed(change), AT_ONCE, new ResponseDelivery.Whole());
  }

  private static int checked(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status must be from 200 to 599, but is " + status);
    }
    return status;
  }
}
