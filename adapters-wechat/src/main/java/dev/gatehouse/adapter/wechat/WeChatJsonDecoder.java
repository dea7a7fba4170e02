package dev.gatehouse.adapter.wechat;

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
import java.util.Map;

/**
 * Reads WeChat's JSON as it comes (reference, section 3.6): UTF-8 whatever the content type says,
 * raw control characters inside strings, numbers as strings, unknown fields. A text field that is
 * no text, or a body that is no JSON object or over {@value #MAX_BYTES} bytes, is refused.
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
      // Without a Content-Type header Feign reads UTF-8.
      return response.toBuilder().headers(Map.of()).body(bytes).build();
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
        .build();
  }
}
