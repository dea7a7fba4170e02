package dev.gatehouse.adapter.phone.human;

import dev.gatehouse.adapter.phone.limit.Suspicion;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.HumanCheckRequired;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When a human check is demanded, and what follows from its result. Thread-safe. */
public final class HumanChecks {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final HumanCheckSettings settings;
  private final HumanCheck check;

  public HumanChecks(HumanCheckSettings settings, HumanCheck check) {
    this.settings = settings;
    this.check = check;
  }

  /**
   * The check of one request. It asks at most once, because an answer is good once.
   *
   * @param answer to a challenge; empty if the client sent none
   * @param address of the client
   * @throws HumanCheckRequired if each request needs a check and this one did not pass
   * @throws ProviderUnavailable if the check could not be made
   */
  public Suspicion ofRequest(String answer, String address) throws LoginException {
    return switch (settings.when()) {
      case NEVER -> Suspicion.REFUSED;
      case SUSPICION -> new OnSuspicion(answer, address);
      case ALWAYS -> {
        require(answer, address);
        yield _ -> {};
      }
    };
  }

  private void require(String answer, String address) throws LoginException {
    HumanCheck.Result result =
        answer.isBlank() ? HumanCheck.Result.FAILED : check.check(answer, address);
    switch (result) {
      case PASSED -> {}
      case FAILED -> throw new HumanCheckRequired(settings.provider(), settings.siteKey());
      case UNAVAILABLE ->
          throw new ProviderUnavailable("the human check could not be made", RETRY_AFTER);
    }
  }

  private final class OnSuspicion implements Suspicion {

    private final String answer;
    private final String address;
    private boolean passed;

    OnSuspicion(String answer, String address) {
      this.answer = answer;
      this.address = address;
    }

    @Override
    public void settle(@Nullable TooManyAttempts refusal) throws LoginException {
      if (!passed) {
        require(answer, address);
        passed = true;
      }
    }
  }
}
