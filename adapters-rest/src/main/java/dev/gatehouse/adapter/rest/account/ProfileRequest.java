package dev.gatehouse.adapter.rest.account;

import dev.gatehouse.adapter.rest.request.FieldError.Reason;
import dev.gatehouse.adapter.rest.request.InvalidRequestException;
import dev.gatehouse.adapter.rest.request.JsonBody;
import dev.gatehouse.application.account.ProfileChange;
import dev.gatehouse.domain.user.UserName;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads {@code {"name":"…","age":42}}; members that it does not know are read over. */
final class ProfileRequest {

  private static final String NAME = "name";
  private static final String AGE = "age";

  private final Set<String> seen = new HashSet<>();
  private @Nullable UserName name;
  private ProfileChange.Age age = new ProfileChange.KeepAge();

  private ProfileRequest() {}

  /**
   * Reads a change; a member that is absent is not changed.
   *
   * @throws InvalidRequestException if the body is anything but the above
   */
  static ProfileChange read(byte[] body) {
    ProfileRequest request = new ProfileRequest();
    JsonBody.read(body, request::readMembers);
    return new ProfileChange(request.name, request.age);
  }

  private void readMembers(JsonParser json) {
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = json.currentName();
      JsonToken value = json.nextToken();
      if (!member.equals(NAME) && !member.equals(AGE)) {
        json.skipChildren();
        continue;
      }
      if (!seen.add(member)) {
        throw new InvalidRequestException(member, Reason.DOUBLED);
      }
      if (member.equals(NAME)) {
        name = name(json, value);
      } else {
        age = age(json, value);
      }
    }
  }

  private static UserName name(JsonParser json, JsonToken value) {
    if (value != JsonToken.VALUE_STRING) {
      throw new InvalidRequestException(NAME, Reason.WRONG_TYPE);
    }
    String text = json.getString().strip();
    if (UserName.from(text).isEmpty()) {
      throw new InvalidRequestException(NAME, Reason.BLANK);
    }
    if (text.codePointCount(0, text.length()) > UserName.MAX_LENGTH) {
      throw new InvalidRequestException(NAME, Reason.TOO_LONG);
    }
    try {
      return new UserName(text);
    } catch (IllegalArgumentException forbiddenCharacters) {
      throw new InvalidRequestException(NAME, Reason.MALFORMED);
    }
  }

  private static ProfileChange.Age age(JsonParser json, JsonToken value) {
    if (value == JsonToken.VALUE_NULL) {
      return new ProfileChange.NewAge(null);
    }
    if (value != JsonToken.VALUE_NUMBER_INT) {
      throw new InvalidRequestException(AGE, Reason.WRONG_TYPE);
    }
    // The text of a number of any length is read before its value.
    String digits = json.getString();
    if (digits.length() > 3) {
      throw new InvalidRequestException(AGE, Reason.MALFORMED);
    }
    try {
      return new ProfileChange.NewAge(Integer.valueOf(digits));
    } catch (IllegalArgumentException outOfRange) {
      throw new InvalidRequestException(AGE, Reason.MALFORMED);
    }
  }
}
