package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Ways to disfigure a JSON answer; one that has nothing to disfigure stays as it is. */
final class BodyChange {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Stands for bytes that JSON cannot hold until the text is written; no answer contains it. */
  private static final String PLACEHOLDER = "@@here@@";

  private BodyChange() {}

  static UnaryOperator<byte[]> escapedSlashes() {
    return changed(answer -> answer.toString().replace("/", "\\/").getBytes(UTF_8));
  }

  /** In the first place, as in WeChat's own samples. */
  static UnaryOperator<byte[]> errcodeZero() {
    return changed(answer -> {
      ObjectNode before = JSON.createObjectNode().put("errcode", 0).put("errmsg", "ok");
      return write(answer.has("errcode") ? answer : before.setAll(answer));
    });
  }

  static UnaryOperator<byte[]> controlCharacters() {
    return bytesInText("\u0014\n");
  }

  /** A byte that begins a sequence of two, followed by one that cannot be the second. */
  static UnaryOperator<byte[]> invalidUtf8() {
    return bytesInText("\u00C3(");
  }

  static UnaryOperator<byte[]> field(String name, String json) {
    JsonNode value = parsed(json);
    return changed(answer -> write(answer.set(name, value)));
  }

  static UnaryOperator<byte[]> without(String name) {
    return changed(answer -> {
      answer.remove(name);
      return write(answer);
    });
  }

  static UnaryOperator<byte[]> blankBefore(String name) {
    return changed(answer -> {
      answer.path(name).stringValueOpt().ifPresent(value -> answer.put(name, " " + value));
      return write(answer);
    });
  }

  /** In front, so that what a client needs comes last. */
  static UnaryOperator<byte[]> padding(int bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes must not be negative, but is " + bytes);
    }
    return changed(answer -> {
      ObjectNode before = JSON.createObjectNode().put("padding", "x".repeat(bytes));
      return write(before.setAll(answer));
    });
  }

  /** In the nickname; in the scope of an answer that has none. */
  private static UnaryOperator<byte[]> bytesInText(String latin1) {
    return changed(answer -> {
      String field = answer.has("nickname") ? "nickname" : "scope";
      answer.path(field).stringValueOpt().ifPresent(it -> answer.put(field, PLACEHOLDER + it));
      String marked = new String(write(answer), ISO_8859_1);
      return marked.replace(PLACEHOLDER, latin1).getBytes(ISO_8859_1);
    });
  }

  /** WeChat's page is not JSON, and so never changed. */
  private static UnaryOperator<byte[]> changed(Function<ObjectNode, byte[]> change) {
    return body -> {
      try {
        return JSON.readTree(body) instanceof ObjectNode answer ? change.apply(answer) : body;
      } catch (JacksonException e) {
        return body;
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

  private static byte[] write(JsonNode answer) {
    return answer.toString().getBytes(UTF_8);
  }
}
