package dev.gatehouse.wechatsimulator.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes to a JSON body. A body without the field to change stays as it is. */
final class BodyChange {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Placeholder for bytes that a JSON tree cannot hold; replaced in the written text. */
  private static final String PLACEHOLDER = "@@here@@";

  private BodyChange() {}

  static UnaryOperator<byte[]> escapedSlashes() {
    return changed(body -> body.toString().replace("/", "\\/").getBytes(UTF_8));
  }

  /** The first field, as in WeChat's samples. */
  static UnaryOperator<byte[]> errcodeZero() {
    return changed(body -> {
      ObjectNode before = JSON.createObjectNode().put("errcode", 0).put("errmsg", "ok");
      return write(body.has("errcode") ? body : before.setAll(body));
    });
  }

  static UnaryOperator<byte[]> controlCharacters() {
    return bytesInText("\u0014\n");
  }

  /** The first byte of a two-byte sequence, followed by an ASCII byte. */
  static UnaryOperator<byte[]> invalidUtf8() {
    return bytesInText("\u00C3(");
  }

  static UnaryOperator<byte[]> field(String name, String json) {
    JsonNode value = parsed(json);
    return changed(body -> write(body.set(name, value)));
  }

  static UnaryOperator<byte[]> without(String name) {
    return changed(body -> {
      body.remove(name);
      return write(body);
    });
  }

  static UnaryOperator<byte[]> blankBefore(String name) {
    return changed(body -> {
      body.path(name).stringValueOpt().ifPresent(value -> body.put(name, " " + value));
      return write(body);
    });
  }

  /** The first field, so that the client's fields come last. */
  static UnaryOperator<byte[]> padding(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative, but is " + bytes);
    }
    return changed(body -> {
      ObjectNode before = JSON.createObjectNode().put("padding", "x".repeat(bytes));
      return write(before.setAll(body));
    });
  }

  /** In the nickname, or in the scope when there is no nickname. */
  private static UnaryOperator<byte[]> bytesInText(String latin1) {
    return changed(body -> {
      String field = body.has("nickname") ? "nickname" : "scope";
      body.path(field).stringValueOpt().ifPresent(it -> body.put(field, PLACEHOLDER + it));
      String marked = new String(write(body), ISO_8859_1);
      return marked.replace(PLACEHOLDER, latin1).getBytes(ISO_8859_1);
    });
  }

  /** A body that is not JSON stays as it is. */
  private static UnaryOperator<byte[]> changed(Function<ObjectNode, byte[]> change) {
    return bytes -> {
      try {
        return JSON.readTree(bytes) instanceof ObjectNode body ? change.apply(body) : bytes;
      } catch (JacksonException e) {
        return bytes;
      }
    };
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("a field's value must be JSON, but is " + json, e);
    }
  }

  private static byte[] write(JsonNode body) {
    return body.toString().getBytes(UTF_8);
  }
}
