package dev.gatehouse.wechatsimulator;

import java.util.Optional;

/** What WeChat has to say to a call, before it is written as JSON. */
sealed interface WeChatAnswer {

  /** 0 for success, as in WeChat's own answers. */
  default int errcode() {
    return 0;
  }

  /** The code was good: here is a token for the person who approved. */
  record Token(String accessToken, String refreshToken, App app, Person person)
      implements WeChatAnswer {
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

  /** The refresh token was good: here is an access token; the unionid is never told here. */
  record Refreshed(String accessToken, String refreshToken, App app, Person person)
      implements WeChatAnswer {
    String openId() {
      return Identifiers.openId(person, app);
    }

    /** Without the tokens. */
    @Override
    public String toString() {
      return "Refreshed[" + app + ", " + person.key() + "]";
    }
  }

  /** Yes. */
  record Good() implements WeChatAnswer {}

  /** Who the token belongs to. */
  record UserInfo(App app, Person person) implements WeChatAnswer {
    String openId() {
      return Identifiers.openId(person, app);
    }

    Optional<String> unionId() {
      return person.unionId() == UnionIdDisclosure.NOWHERE
          ? Optional.empty()
          : Optional.of(Identifiers.unionId(person));
    }
  }

  /** No. */
  record Refused(WeChatError error) implements WeChatAnswer {
    @Override
    public int errcode() {
      return error.errcode();
    }
  }
}
