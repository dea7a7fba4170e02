package dev.gatehouse.wechatsimulator.platform;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A person with a WeChat account. The openids and the unionid depend on the key alone, so a key
 * means the same person in every run of the simulator.
 *
 * @param key the name for tests and scripts: 1 to 64 of {@code a-z}, {@code 0-9} and {@code -}
 * @param nickname any text; may be empty
 * @param avatarUrl {@code headimgurl} of WeChat's response; empty for no picture
 * @param unionId the responses that contain the unionid
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

  /** A person with a picture and with a unionid in every response. */
  public static Person named(String key, String nickname) {
    return new Person(
        key,
        nickname,
        "https://thirdwx.qlogo.cn/mmopen/vi_32/" + key + "/132",
        UnionIdDisclosure.EVERYWHERE);
  }

  /** This person with another disclosure of the unionid. */
  public Person disclosing(UnionIdDisclosure disclosure) {
    return new Person(key, nickname, avatarUrl, disclosure);
  }
}
