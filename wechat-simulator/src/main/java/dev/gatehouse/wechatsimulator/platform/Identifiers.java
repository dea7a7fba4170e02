package dev.gatehouse.wechatsimulator.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The openids and unionids of people. They are hashes of the keys, so that a person stays the same
 * user of a service after a restart of the simulator.
 */
public final class Identifiers {
  /** The length of WeChat's identifiers. */
  private static final int LENGTH = 28;

  private Identifiers() {}

  /** Unique per person and app. */
  public static String openId(Person person, App app) {
    return identifier("openid\n" + app.appId() + "\n" + person.key());
  }

  /** Unique per person: all apps are bound to one Open Platform account. */
  public static String unionId(Person person) {
    return identifier("unionid\n" + person.key());
  }

  /** The phone number of the person, without the country code 86. */
  public static String phoneNumber(Person person) {
    return "138%08d".formatted(Math.floorMod(person.key().hashCode(), 100_000_000));
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
