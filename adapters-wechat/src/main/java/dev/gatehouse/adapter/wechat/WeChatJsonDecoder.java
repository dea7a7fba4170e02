package dev.gatehouse.adapter.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import feign.Response;
import feign.codec.DecodeException;
import feign.codec.Decoder;
import feign.jackson.JacksonDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Map;

/**
 * Reads WeChat's JSON as it comes (reference, section 3.6): UTF-8 whatever the content type says,
 * raw control characters inside strings, numbers as strings, unknown fields. A text field that is
 * no text, or a body that is no UTF-8, no JSON object or over {@value #MAX_BYTES} bytes, is
 * refused.
 */
final class WeChatJsonDecoder implements Decoder {

  static final int MAX_BYTES = 64 * 1024;

  private final Decoder json = new JacksonDecoder(mapper());

  @Override
  public Object decode(Response response, Type type) throws IOException {
    Object answer = json.decode(utf8(response), type);
    if (answer == null) {
      throw refused(response, "empty");
    }
    return answer;
  }

  private static Response utf8(Response response) throws IOException {
    if (response.body() == null) {
      throw refused(response, "empty");
    }
    try (InputStream body = response.body().asInputStream()) {
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw refused(response, "over " + MAX_BYTES + " bytes");
      }
      return response.toBuilder().headers(Map.of()).body(text(response, bytes), UTF_8).build();
    }
  }

  /** Broken UTF-8 is refused: read leniently, two broken names or ids would become one. */
  private static String text(Response response, byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw refused(response, "not UTF-8");
    }
  }

  private static DecodeException refused(Response response, String why) {
    return new DecodeException(response.status(), "body is " + why, response.request());
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Integer,
            number ->
                number
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .build();
  }
}
