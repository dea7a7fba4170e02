package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
    return body -> new String(body, UTF_8).replace("/", "\\/").getBytes(UTF_8);
  }

  /** In the first place, as in WeChat's own samples. */
  static UnaryOperator<byte[]> errcodeZero() {
    return body -> {
      ObjectNode before = JSON.createObjectNode().put("errcode", 0).put("errmsg", "ok");
      ObjectNode own = parse(body);
      return own.has("errcode") ? body : write(before.setAll(own));
    };
  }

  static UnaryOperator<byte[]> controlCharacters() {
    return bytesInText("\u0014\n");
  }

  /** A byte that begins a sequence of two, followed by one that cannot be the second. */
  static UnaryOperator<byte[]> invalidUtf8() {
    return bytesInText("\u00C3(");
  }

  static UnaryOperator<byte[]> field(String name, String json) {
    JsonNode value = JSON.readTree(json);
    return object(answer -> answer.set(name, value));
  }

  static UnaryOperator<byte[]> without(String name) {
    return object(answer -> answer.remove(name));
  }

  static UnaryOperator<byte[]> blankBefore(String name) {
    return object(answer -> {
      if (answer.path(name).isString()) {
        answer.put(name, " " + answer.get(name).stringValue());
      }
    });
  }

  /** In front, so that what a client needs comes last. */
  static UnaryOperator<byte[]> padding(int bytes) {
    return body -> {
      ObjectNode before = JSON.createObjectNode().put("padding", "x".repeat(bytes));
      return write(before.setAll(parse(body)));
    };
  }

  /** In the nickname; in the scope of an answer that has none. */
  private static UnaryOperator<byte[]> bytesInText(String latin1) {
    return body -> {
      ObjectNode answer = parse(body);
      String field = answer.has("nickname") ? "nickname" : "scope";
      if (!answer.path(field).isString()) {
        return body;
      }
      answer.put(field, PLACEHOLDER + answer.get(field).stringValue());
      String marked = new String(write(answer), ISO_8859_1);
      return marked.replace(PLACEHOLDER, latin1).getBytes(ISO_8859_1);
    };
  }

  private static UnaryOperator<byte[]> object(Consumer<ObjectNode> change) {
    return body -> {
      ObjectNode answer = parse(body);
      change.accept(answer);
      return write(answer);
    };
  }

  private static ObjectNode parse(byte[] body) {
    return (ObjectNode) JSON.readTree(body);
  }

  private static byte[] write(JsonNode answer) {
    return answer.toString().getBytes(UTF_8);
  }
}
