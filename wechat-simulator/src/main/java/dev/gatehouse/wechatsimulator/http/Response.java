package dev.gatehouse.wechatsimulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An HTTP response, the time before it is sent, and how it is delivered. Immutable.
 *
 * @param delay counted from the end of the request
 */
public record Response(
    int status,
    Map<String, String> headers,
    ByteBuffer body,
    Duration delay,
    ResponseDelivery delivery) {

  public Response {
    headers = Map.copyOf(headers);
    body = body.asReadOnlyBuffer();
  }

  /** A view with a position of its own. */
  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** The text is sent in UTF-8, whatever charset the content type names. */
  public static Response of(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(UTF_8));
  }

  public static Response of(int status, String contentType, byte[] body) {
    return empty(status).with("Content-Type", contentType).withBody(body);
  }

  public static Response text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body);
  }

  /** A page that no cache keeps. */
  public static Response html(int status, String body) {
    return of(status, "text/html; charset=utf-8", body).with("Cache-Control", "no-store");
  }

  public static Response json(int status, JsonNode body) {
    return of(status, "application/json", body.toString());
  }

  /** In the form of WeChat: status 200 even for errors, plain text without a charset. */
  public static Response asWeChat(JsonNode body) {
    return asWeChat(body.toString().getBytes(UTF_8));
  }

  /** As {@link #asWeChat(JsonNode)}, with any bytes as the body. */
  public static Response asWeChat(byte[] body) {
    return of(200, "text/plain", body);
  }

  public static Response empty(int status) {
    return new Response(
        status, Map.of(), ByteBuffer.allocate(0), Duration.ZERO, new ResponseDelivery.Whole());
  }

  /** 303, kept by no cache. */
  public static Response seeOther(String location) {
    return empty(303).with("Location", location).with("Cache-Control", "no-store");
  }

  public Response with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body, delay, delivery);
  }

  public Response withBody(byte[] other) {
    return new Response(status, headers, ByteBuffer.wrap(other), delay, delivery);
  }

  public Response sent(Duration delay, ResponseDelivery delivery) {
    return new Response(status, headers, body, delay, delivery);
  }

  public byte[] bytes() {
    byte[] bytes = new byte[body.remaining()];
    body().get(bytes);
    return bytes;
  }

  /** Without the body, which may hold tokens. */
  @Override
  public String toString() {
    return "Response[" + status + ", " + headers + ", " + body.remaining() + " bytes]";
  }
}
