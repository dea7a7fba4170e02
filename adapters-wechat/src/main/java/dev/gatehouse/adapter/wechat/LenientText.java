package dev.gatehouse.adapter.wechat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text that nothing hangs on: of any other type it counts as absent. */
final class LenientText extends StdScalarDeserializer<String> {

  private static final long serialVersionUID = 1L;

  LenientText() {
    super(String.class);
  }

  @Override
  public @Nullable String deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      return parser.getText();
    }
    parser.skipChildren();
    return null;
  }
}
