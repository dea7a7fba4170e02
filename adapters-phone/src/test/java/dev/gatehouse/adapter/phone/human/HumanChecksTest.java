package dev.gatehouse.adapter.phone.human;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.phone.human.HumanCheck.Result;
import dev.gatehouse.adapter.phone.human.HumanCheckSettings.When;
import dev.gatehouse.adapter.phone.limit.Suspicion;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.HumanCheckRequired;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SEC-70. */
class HumanChecksTest {

  private final TooManyAttempts refusal = new TooManyAttempts("too many", Duration.ofMinutes(1));

  private final List<String> asked = new ArrayList<>();
  private Result result = Result.PASSED;

  private HumanChecks checks(When when) {
    return new HumanChecks(
        new HumanCheckSettings(when, "turnstile", null, "site", "secret", null, List.of()),
        (answer, address) -> {
          asked.add(answer + " from " + address);
          return result;
        });
  }

  @Test
  void without_a_check_what_looks_like_abuse_is_refused() throws LoginException {
    Suspicion suspicion = checks(When.NEVER).ofRequest("answer", "192.0.2.1");

    assertThatThrownBy(() -> suspicion.settle(refusal)).isSameAs(refusal);
    assertThat(asked).isEmpty();
  }

  @Test
  void a_passed_check_settles_all_suspicions_of_a_request() throws LoginException {
    Suspicion suspicion = checks(When.SUSPICION).ofRequest("answer", "192.0.2.1");
    assertThat(asked).isEmpty();

    suspicion.settle(refusal);
    suspicion.settle(refusal);

    assertThat(asked).containsExactly("answer from 192.0.2.1");
  }

  @Test
  void a_missing_answer_is_demanded_and_the_checker_is_not_asked() throws LoginException {
    Suspicion suspicion = checks(When.SUSPICION).ofRequest(" ", "192.0.2.1");

    assertThatThrownBy(() -> suspicion.settle(refusal))
        .isInstanceOfSatisfying(
            HumanCheckRequired.class,
            ending -> {
              assertThat(ending.provider()).isEqualTo("turnstile");
              assertThat(ending.siteKey()).isEqualTo("site");
            });
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = When.class,
      names = {"SUSPICION", "ALWAYS"})
  void a_failed_check_is_demanded_again_and_an_unavailable_one_lets_nothing_pass(When when) {
    result = Result.FAILED;
    assertThatThrownBy(() -> checks(when).ofRequest("x", "192.0.2.1").settle(refusal))
        .isInstanceOf(HumanCheckRequired.class);

    result = Result.UNAVAILABLE;
    assertThatThrownBy(() -> checks(when).ofRequest("x", "192.0.2.1").settle(refusal))
        .isInstanceOf(ProviderUnavailable.class);
  }

  @Test
  void always_means_before_anything_else() {
    assertThatThrownBy(() -> checks(When.ALWAYS).ofRequest("", "192.0.2.1"))
        .isInstanceOf(HumanCheckRequired.class);
  }
}
