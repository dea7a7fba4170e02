package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The openids and unionids of people. They are hashes, not random: whoever registered with a
 * service yesterday is the same user today, though the simulator was restarted and keeps nothing.
 */
final class Identifiers {
  /** As long as those that WeChat issues. */
  private static final int LENGTH = 28;

  private Identifiers() {}

  /** One per person and app. */
  static String openId(Person person, App app) {
    return identifier("openid\n" + app.appId() + "\n" + person.key());
  }

  /** One per person: all apps here are bound to one Open Platform account. */
  static String unionId(Person person) {
    return identifier("unionid\n" + person.key());
  }

  private static String identifier(String source) {
    String hash = Base64.getUrlEncoder().encodeToString(sha256().digest(source.getBytes(UTF_8)));
    return ("o" + hash).substring(0, LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
