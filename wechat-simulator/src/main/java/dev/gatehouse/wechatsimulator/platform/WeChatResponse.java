package dev.gatehouse.wechatsimulator.platform;

import java.util.Optional;

/** A response of WeChat before it is written as JSON. */
sealed interface WeChatResponse {

  /** 0 for success. */
  default int errcode() {
    return 0;
  }

  /** Tokens for a code. */
  record Token(String accessToken, String refreshToken, Grant grant, boolean unionIdGranted)
      implements WeChatResponse {
    Optional<String> unionId() {
      return unionIdGranted ? unionIdOf(grant.person()) : Optional.empty();
    }

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Token[" + grant + "]";
    }
  }

  /** An access token for a refresh token; contains no unionid. */
  record Refreshed(String accessToken, String refreshToken, Grant grant) implements WeChatResponse {

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Refreshed[" + grant + "]";
    }
  }

  /** The access token is valid. */
  record Good() implements WeChatResponse {}

  /** The person of an access token. */
  record UserInfo(App app, Person person) implements WeChatResponse {
    String openId() {
      return Identifiers.openId(person, app);
    }

    Optional<String> unionId() {
      return person.unionId() == UnionIdDisclosure.NOWHERE
          ? Optional.empty()
          : Optional.of(Identifiers.unionId(person));
    }
  }

  /** The session of a mini program. */
  record Session(Grant grant) implements WeChatResponse {
    Optional<String> unionId() {
      return unionIdOf(grant.person());
    }
  }

  /** A token for the server API. */
  record ServerToken(String accessToken, long expiresIn) implements WeChatResponse {

    /** Without the token. */
    @Override
    public String toString() {
      return "ServerToken[]";
    }
  }

  /** A phone number for the code of the phone button. */
  record PhoneNumber(String countryCode, String number, App app) implements WeChatResponse {

    /** Without the number. */
    @Override
    public String toString() {
      return "PhoneNumber[" + app + "]";
    }
  }

  /** The unionid in a response other than the user information. */
  private static Optional<String> unionIdOf(Person person) {
    return person.unionId() == UnionIdDisclosure.EVERYWHERE
        ? Optional.of(Identifiers.unionId(person))
        : Optional.empty();
  }

  /** An error. */
  record Refused(WeChatError error) implements WeChatResponse {
    @Override
    public int errcode() {
      return error.errcode();
    }
  }
}
