package dev.gatehouse.wechatsimulator;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Somebody who has a WeChat account. The openids and the unionid follow from the key alone, so the
 * same key is the same person in every run of the simulator.
 *
 * @param key how tests and scripts name the person: 1 to 64 of {@code a-z}, {@code 0-9} and {@code
 *     -}
 * @param nickname as WeChat would tell it; may be empty, may hold anything a person can type
 * @param avatarUrl {@code headimgurl} of WeChat's answer; empty when the person has no picture
 * @param unionId where the person's unionid is disclosed
 */
public record Person(String key, String nickname, String avatarUrl, UnionIdDisclosure unionId) {
  private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,64}");

  public Person {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "key must be 1 to 64 of a-z, 0-9 and -, but is \"" + key + "\"");
    }
    Objects.requireNonNull(nickname, "nickname must not be null; use the empty string for none");
    Objects.requireNonNull(avatarUrl, "avatarUrl must not be null; use the empty string for none");
    Objects.requireNonNull(unionId, "unionId must not be null");
  }

  /** A person as most are: with a picture, and a unionid in every answer. */
  public static Person named(String key, String nickname) {
    return new Person(
        key,
        nickname,
        "https://thirdwx.qlogo.cn/mmopen/vi_32/" + key + "/132",
        UnionIdDisclosure.EVERYWHERE);
  }

  /** The same person, whose unionid is disclosed as said. */
  public Person disclosing(UnionIdDisclosure disclosure) {
    return new Person(key, nickname, avatarUrl, disclosure);
  }
}
