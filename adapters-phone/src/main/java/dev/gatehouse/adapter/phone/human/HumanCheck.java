package dev.gatehouse.adapter.phone.human;

/** A service that tells people from programs. Implementations are thread-safe. */
@FunctionalInterface
public interface HumanCheck {

  /** What the service says of an answer. */
  enum Result {
    PASSED,
    /** The answer is wrong, used or expired. */
    FAILED,
    /** The service could not be asked, or answered in no defined way. */
    UNAVAILABLE
  }

  /**
   * Asks once.
   *
   * @param answer to the challenge, as the client sent it
   * @param address of the client
   */
  Result check(String answer, String address);
}
