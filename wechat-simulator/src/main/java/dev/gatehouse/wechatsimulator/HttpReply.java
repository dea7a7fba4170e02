package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An answer over HTTP. Immutable. */
record HttpReply(int status, Map<String, String> headers, ByteBuffer body) {

  HttpReply {
    headers = Map.copyOf(headers);
    body = body.asReadOnlyBuffer();
  }

  /** The body's position is the reader's own. */
  @Override
  public ByteBuffer body() {
    return body.duplicate();
  }

  /** The text goes out in UTF-8, whatever the content type says of it. */
  static HttpReply of(int status, String contentType, String body) {
    return of(status, contentType, body.getBytes(UTF_8));
  }

  static HttpReply of(int status, String contentType, byte[] body) {
    return new HttpReply(status, Map.of("Content-Type", contentType), ByteBuffer.wrap(body));
  }

  static HttpReply text(int status, String body) {
    return of(status, "text/plain; charset=utf-8", body);
  }

  static HttpReply html(int status, String body) {
    return of(status, "text/html; charset=utf-8", body);
  }

  static HttpReply json(int status, JsonNode body) {
    return of(status, "application/json", body.toString());
  }

  /** Like WeChat: plain text without a charset, status 200 even for errors. */
  static HttpReply asWeChat(JsonNode body) {
    return asWeChat(body.toString().getBytes(UTF_8));
  }

  static HttpReply asWeChat(byte[] body) {
    return of(200, "text/plain", body);
  }

  static HttpReply nothing(int status) {
    return new HttpReply(status, Map.of(), ByteBuffer.allocate(0));
  }

  HttpReply with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new HttpReply(status, more, body);
  }

  HttpReply withBody(byte[] other) {
    return new HttpReply(status, headers, ByteBuffer.wrap(other));
  }

  byte[] bytes() {
    byte[] bytes = new byte[body.remaining()];
    body().get(bytes);
    return bytes;
  }

  /** Without the body, which may hold tokens. */
  @Override
  public String toString() {
    return "HttpReply[" + status + ", " + headers + ", " + body.remaining() + " bytes]";
  }
}
