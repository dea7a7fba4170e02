package dev.gatehouse.adapter.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import feign.Response;
import feign.codec.Decoder;
import feign.jackson.JacksonDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Reads WeChat's JSON as it comes (reference, section 3.6): UTF-8 whatever the content type says,
 * raw control characters inside strings, numbers as strings, unknown fields. A field that matters
 * and is of a wrong type, one that comes twice, or a body that is no UTF-8 or anything but one JSON
 * object is refused.
 */
final class WeChatJsonDecoder implements Decoder {

  private final Decoder json = new JacksonDecoder(mapper());

  /**
   * @throws CallFailure saying what is wrong, without quoting any of it
   */
  @Override
  public Object decode(Response response, Type type) throws IOException {
    requireUtf8(response);
    Object answer;
    try {
      answer = json.decode(response, type);
    } catch (JsonProcessingException e) {
      throw CallFailure.unusable(e.getClass().getSimpleName());
    }
    if (answer == null) {
      throw CallFailure.unusable("empty");
    }
    return answer;
  }

  /** Broken UTF-8 is refused: read leniently, two broken names or ids would become one. */
  private static void requireUtf8(Response response) throws IOException {
    try (InputStream body = response.body().asInputStream()) {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(body.readAllBytes()));
    } catch (CharacterCodingException e) {
      throw CallFailure.unusable("not UTF-8");
    }
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder()
        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        // Two unionids, or something behind the end: nobody knows which to believe.
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
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
