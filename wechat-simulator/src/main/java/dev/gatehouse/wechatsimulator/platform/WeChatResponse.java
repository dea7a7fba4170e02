package dev.gatehouse.wechatsimulator.platform;

import java.util.Optional;

/** A response of WeChat before it is written as JSON. */
sealed interface WeChatResponse {

  /** 0 for success. */
  default int errcode() {
    return 0;
  }

  /** Tokens for a code. */
  record Token(String accessToken, String refreshToken, App app, Person person)
      implements WeChatResponse {
    String openId() {
      return Identifiers.openId(person, app);
    }

    Optional<String> unionId() {
      return person.unionId() == UnionIdDisclosure.EVERYWHERE
          ? Optional.of(Identifiers.unionId(person))
          : Optional.empty();
    }

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Token[" + app + ", " + person.key() + "]";
    }
  }

  /** An access token for a refresh token; contains no unionid. */
  record Refreshed(String accessToken, String refreshToken, App app, Person person)
      implements WeChatResponse {
    String openId() {
      return Identifiers.openId(person, app);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Refreshed[" + app + ", " + person.key() + "]";
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

  /** An error. */
  record Refused(WeChatError error) implements WeChatResponse {
    @Override
    public int errcode() {
      return error.errcode();
    }
  }
}
