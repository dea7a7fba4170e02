package dev.gatehouse.adapter.rest.session;

import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import dev.gatehouse.adapter.rest.request.InvalidRequestException;
import dev.gatehouse.adapter.rest.request.JsonBody;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads {@code {"refreshToken":"…"}}; members that it does not know are read over. */
final class RefreshRequest {

  private static final String FIELD = "refreshToken";

  private @Nullable String refreshToken;

  private RefreshRequest() {}

  /**
   * Reads the body of a refresh.
   *
   * @return the token as it was sent; empty if the body names none
   * @throws InvalidRequestException if it is anything but the above
   */
  static Optional<String> read(byte[] body) {
    RefreshRequest request = new RefreshRequest();
    JsonBody.read(body, request::readMembers);
    return Optional.ofNullable(request.refreshToken);
  }

  private void readMembers(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean ours = json.currentName().equals(FIELD);
      JsonToken value = json.nextToken();
      if (!ours) {
        json.skipChildren();
      } else if (refreshToken != null) {
        throw new InvalidRequestException(FIELD, Reason.DOUBLED);
      } else if (value != JsonToken.VALUE_STRING) {
        throw new InvalidRequestException(FIELD, Reason.WRONG_TYPE);
      } else {
        refreshToken = json.getString();
      }
    }
  }
}
