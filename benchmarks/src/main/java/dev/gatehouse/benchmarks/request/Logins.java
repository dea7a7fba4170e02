package dev.gatehouse.benchmarks.request;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Requests that log a person in. Each has a code of its own, since a code works once; the person is
 * in its first 28 characters, where the nginx that plays WeChat looks.
 */
public final class Logins {

  private static final int UNIONID = 28;

  /** Eight characters that no other run is likely to have. */
  public static String newRun() {
    String random = new BigInteger(64, new SecureRandom()).toString(36);
    return ("0".repeat(8) + random).substring(random.length());
  }

  private final String run = newRun();
  private final AtomicLong count = new AtomicLong();

  /** People that are there already, drawn at random. */
  public Supplier<byte[]> returning(List<String> people) {
    RandomGenerator random = new java.util.SplittableRandom(1);
    return () -> {
      String person;
      synchronized (random) {
        person = people.get(random.nextInt(people.size()));
      }
      return request(person);
    };
  }

  /** A person that no service knows. */
  public String newPerson() {
    String number = run + count.incrementAndGet();
    return number + "n".repeat(UNIONID - number.length());
  }

  /** One login of a person. */
  public byte[] request(String person) {
    return HttpConnection.post(
        "/v1/logins",
        "{\"method\":\"WX\",\"credential\":{\"channel\":\"app\",\"code\":\"%s%sx%d\"}}"
            .formatted(person, run, count.incrementAndGet()));
  }
}
