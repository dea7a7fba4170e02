package dev.gatehouse.adapter.phone.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.phone.TestClock;
import dev.gatehouse.adapter.phone.Together;
import dev.gatehouse.adapter.phone.challenge.Challenges.Issued;
import dev.gatehouse.adapter.phone.challenge.Challenges.Redemption;
import dev.gatehouse.adapter.phone.number.PhoneNumber;
import dev.gatehouse.domain.login.ProofPurpose;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link ChallengeStore} promises, seen through {@link Challenges} on two replicas. */
abstract class ChallengeStoreContract {

  private static final byte[] KEY = {1};
  private static final byte[] OLDER_KEY = {2};
  private static final PhoneNumber PHONE = new PhoneNumber("+8613800138000", "CN");
  private static final Subject LOGIN = Subject.of(PHONE, ProofPurpose.LOGIN);

  private final TestClock clock = new TestClock();

  /** The store, as one replica sees it: a new object at each call. */
  abstract ChallengeStore store();

  private Challenges challenges(byte[]... keys) {
    return new Challenges(store(), new CodeHasher(List.of(keys)), new SecureRandom(), clock);
  }

  private Challenges one() {
    return challenges(KEY);
  }

  @Test
  void a_code_proves_once_on_any_replica() {
    Issued issued = one().issue(LOGIN, "");

    assertThat(one().redeem(LOGIN, issued.challenge(), issued.code())).isEqualTo(Redemption.PROVEN);
    assertThat(one().redeem(LOGIN, issued.challenge(), issued.code()))
        .isEqualTo(Redemption.NO_CHALLENGE);
  }

  @Test
  void a_code_is_worth_nothing_after_five_minutes() {
    Issued issued = one().issue(LOGIN, "");
    Issued another = one().issue(LOGIN, "");

    clock.advance(Challenges.LIFETIME.minusMillis(1));
    assertThat(one().redeem(LOGIN, issued.challenge(), issued.code())).isEqualTo(Redemption.PROVEN);
    clock.advance(Duration.ofMillis(1));
    assertThat(one().redeem(LOGIN, another.challenge(), another.code()))
        .isEqualTo(Redemption.NO_CHALLENGE);
  }

  @Test
  void five_wrong_codes_use_a_challenge_up() {
    Issued issued = one().issue(LOGIN, "");

    for (int i = 0; i < ChallengeStore.TRIES; i++) {
      assertThat(one().redeem(LOGIN, issued.challenge(), other(issued.code())))
          .isEqualTo(Redemption.WRONG_CODE);
    }
    assertThat(one().redeem(LOGIN, issued.challenge(), issued.code()))
        .isEqualTo(Redemption.NO_CHALLENGE);
  }

  /** A stranger who knows the number cannot use up the owner's tries. */
  @Test
  void without_the_right_challenge_no_try_is_used_up() {
    Issued issued = one().issue(LOGIN, "");
    Issued strangers = one().issue(LOGIN, "");

    for (int i = 0; i < 10; i++) {
      one()
          .redeem(
              LOGIN,
              strangers.challenge(),
              issued.code().equals(strangers.code()) ? "x" : issued.code());
      one().redeem(LOGIN, "made up", issued.code());
      one().redeem(LOGIN, "", issued.code());
      one().redeem(LOGIN, "x".repeat(5000), issued.code());
    }

    assertThat(one().redeem(LOGIN, issued.challenge(), issued.code())).isEqualTo(Redemption.PROVEN);
  }

  @Test
  void a_code_proves_neither_another_number_nor_another_purpose_nor_for_another_session() {
    Issued login = one().issue(LOGIN, "");
    Subject linking = new Subject(PHONE, Purpose.LINK, "session-1");
    Issued link = one().issue(linking, "");

    for (Subject other :
        List.of(
            Subject.of(new PhoneNumber("+8613800138001", "CN"), ProofPurpose.LOGIN),
            linking,
            new Subject(PHONE, Purpose.CONFIRM, "session-1"),
            new Subject(PHONE, Purpose.LOGIN, "session-1"))) {
      assertThat(one().redeem(other, login.challenge(), login.code()))
          .isEqualTo(Redemption.NO_CHALLENGE);
    }
    assertThat(
            one()
                .redeem(
                    new Subject(PHONE, Purpose.LINK, "session-2"), link.challenge(), link.code()))
        .isEqualTo(Redemption.NO_CHALLENGE);
    assertThat(one().redeem(linking, link.challenge(), link.code())).isEqualTo(Redemption.PROVEN);
    assertThat(one().redeem(LOGIN, login.challenge(), login.code())).isEqualTo(Redemption.PROVEN);
  }

  @Test
  void the_last_two_codes_of_a_challenge_are_valid_and_share_its_tries() {
    Issued first = one().issue(LOGIN, "");
    Issued second = one().issue(LOGIN, first.challenge());
    Issued third = one().issue(LOGIN, first.challenge());

    assertThat(second.challenge()).isEqualTo(first.challenge());
    assertThat(third.challenge()).isEqualTo(first.challenge());
    if (!List.of(second.code(), third.code()).contains(first.code())) {
      assertThat(one().redeem(LOGIN, first.challenge(), first.code()))
          .isEqualTo(Redemption.WRONG_CODE);
    }
    assertThat(one().redeem(LOGIN, first.challenge(), second.code())).isEqualTo(Redemption.PROVEN);
    assertThat(one().redeem(LOGIN, first.challenge(), third.code()))
        .isEqualTo(Redemption.NO_CHALLENGE);
  }

  @Test
  void another_code_does_not_lengthen_the_life_of_the_one_before() {
    Issued first = one().issue(LOGIN, "");
    clock.advance(Duration.ofMinutes(4));
    Issued second = one().issue(LOGIN, first.challenge());
    clock.advance(Duration.ofMinutes(1));

    if (!first.code().equals(second.code())) {
      assertThat(one().redeem(LOGIN, first.challenge(), first.code()))
          .isEqualTo(Redemption.WRONG_CODE);
    }
    assertThat(one().redeem(LOGIN, first.challenge(), second.code())).isEqualTo(Redemption.PROVEN);
  }

  @Test
  void a_code_asked_for_in_a_challenge_of_another_number_begins_a_new_one() {
    Issued first = one().issue(LOGIN, "");
    Subject stranger = Subject.of(new PhoneNumber("+8613800138001", "CN"), ProofPurpose.LOGIN);

    Issued second = one().issue(stranger, first.challenge());

    assertThat(second.challenge()).isNotEqualTo(first.challenge());
    assertThat(one().redeem(LOGIN, first.challenge(), first.code())).isEqualTo(Redemption.PROVEN);
  }

  @Test
  void two_devices_have_two_challenges_that_do_not_disturb_each_other() {
    Issued one = one().issue(LOGIN, "");
    Issued two = one().issue(LOGIN, "");

    assertThat(one().redeem(LOGIN, one.challenge(), one.code())).isEqualTo(Redemption.PROVEN);
    assertThat(one().redeem(LOGIN, two.challenge(), two.code())).isEqualTo(Redemption.PROVEN);
  }

  @Test
  void codes_outlive_a_change_of_the_first_key() {
    Issued issued = challenges(OLDER_KEY).issue(LOGIN, "");

    assertThat(one().redeem(LOGIN, issued.challenge(), issued.code()))
        .isEqualTo(Redemption.WRONG_CODE);
    assertThat(challenges(KEY, OLDER_KEY).redeem(LOGIN, issued.challenge(), issued.code()))
        .isEqualTo(Redemption.PROVEN);
  }

  /** Reference, section 5. */
  @Test
  void the_right_code_fifty_times_at_once_proves_once() {
    Issued issued = one().issue(LOGIN, "");

    List<Redemption> results =
        Together.run(50, i -> () -> one().redeem(LOGIN, issued.challenge(), issued.code()));

    assertThat(Collections.frequency(results, Redemption.PROVEN)).isEqualTo(1);
  }

  /** Reference, section 5. */
  @Test
  void of_fifty_wrong_codes_at_once_five_are_compared() {
    Issued issued = one().issue(LOGIN, "");

    List<Redemption> results =
        Together.run(50, i -> () -> one().redeem(LOGIN, issued.challenge(), other(issued.code())));

    assertThat(Collections.frequency(results, Redemption.WRONG_CODE))
        .isEqualTo(ChallengeStore.TRIES);
  }

  /** Reference, section 5. */
  @Test
  void the_right_code_beside_the_fifth_wrong_one_logs_in_or_comes_too_late() {
    for (int round = 0; round < 10; round++) {
      Issued issued = one().issue(LOGIN, "");
      for (int i = 1; i < ChallengeStore.TRIES; i++) {
        one().redeem(LOGIN, issued.challenge(), other(issued.code()));
      }

      List<Redemption> results =
          Together.run(
              2,
              i ->
                  () ->
                      one()
                          .redeem(
                              LOGIN,
                              issued.challenge(),
                              i == 0 ? issued.code() : other(issued.code())));

      assertThat(results).containsOnlyOnce(Redemption.NO_CHALLENGE);
      assertThat(results.getFirst()).isNotEqualTo(Redemption.WRONG_CODE);
      assertThat(results.getLast()).isNotEqualTo(Redemption.PROVEN);
    }
  }

  /** Reference, section 5: of a replica whose clock is ahead. */
  @Test
  void a_challenge_that_is_removed_while_its_code_is_redeemed_proves_or_is_refused() {
    for (int round = 0; round < 10; round++) {
      Issued issued = one().issue(LOGIN, "");

      List<Object> results =
          Together.run(
              2,
              i ->
                  () ->
                      i == 0
                          ? one().redeem(LOGIN, issued.challenge(), issued.code())
                          : store()
                              .removeExpired(
                                  clock.instant().plus(Challenges.LIFETIME).plusMillis(1), 10));

      assertThat(results.getFirst()).isInstanceOf(Redemption.class);
      assertThat(one().redeem(LOGIN, issued.challenge(), issued.code()))
          .isEqualTo(Redemption.NO_CHALLENGE);
    }
  }

  @Test
  void expired_challenges_are_removed_and_no_others() {
    Issued issued = one().issue(LOGIN, "");

    while (store().removeExpired(clock.instant(), 10) > 0) {}
    assertThat(one().redeem(LOGIN, issued.challenge(), issued.code())).isEqualTo(Redemption.PROVEN);
    clock.advance(Challenges.LIFETIME.plusMillis(1));
    int removed = 0;
    for (int batch = store().removeExpired(clock.instant(), 10);
        batch > 0;
        batch = store().removeExpired(clock.instant(), 10)) {
      removed += batch;
    }

    assertThat(removed).isPositive();
  }

  private static String other(String code) {
    return code.equals("000000") ? "000001" : "000000";
  }
}
