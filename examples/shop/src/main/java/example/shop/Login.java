package example.shop;

import java.time.Duration;

/** How a login at Gatehouse ended, as far as the shop cares. */
sealed interface Login {

  /** The customer is in; the id never changes. */
  record In(long customer, String accessToken) implements Login {}

  /** The customer has to start again: the code was wrong, used or old. */
  record StartAgain() implements Login {}

  /** Logging in is not possible at the moment. */
  record Later(Duration pause) implements Login {}
}
