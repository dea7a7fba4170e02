package dev.gatehouse.integration.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SettableTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SEC-71: no caller learns whether a number has a user (reference, section 4.5): answers are alike
 * in status, headers and body, and cost the same statements, so that their time is alike too.
 */
class PhoneEnumerationTest {

  /** Its user logged in an hour ago. */
  private static final String KNOWN = "+8613900000001";

  /** Its user logged in 31 days ago. */
  private static final String FORMER = "+8613900000002";

  /** Its user logged in so long ago that it may have another owner. */
  private static final String DORMANT = "+8613900000003";

  /** It was sent a code as the others were, and has no user. */
  private static final String UNKNOWN = "+8613900000004";

  private static final List<String> ALL = List.of(UNKNOWN, KNOWN, FORMER, DORMANT);
  private static final String STRANGER = "+861390001000";

  /** What a caller can see, without what is random, and what the database did for it. */
  private record Seen(
      int status,
      Map<String, List<String>> headers,
      String body,
      Map<String, Integer> statements) {}

  @Test
  void requests_for_codes_are_alike_before_and_after_the_budget_of_the_region_is_spent() {
    try (PhoneReplica service = service(Map.of("gatehouse.phone.budget.per-region", "record"))) {
      List<Seen> before =
          ALL.stream().map(number -> seen(service, asking(service, number))).toList();
      strangersSpendTheBudget(service);
      double excess = excess(service);
      SettableTime.CLOCK.advance(Duration.ofSeconds(61));
      List<Seen> after =
          ALL.stream().map(number -> seen(service, asking(service, number))).toList();

      assertThat(before).extracting(Seen::status).containsOnly(200);
      assertThat(before).containsOnly(before.getFirst());
      assertThat(after).extracting(Seen::status).containsOnly(200);
      assertThat(after).containsOnly(after.getFirst());
      assertThat(excess(service)).isEqualTo(excess + ALL.size());
      assertThat(before.getFirst().statements()).isNotEmpty();
      assertThat(before.getFirst().statements().keySet())
          .as("nothing is asked about users")
          .noneMatch(sql -> sql.contains("`user"));
    }
  }

  @Test
  void wrong_codes_are_alike_with_the_right_challenge_and_without_one() {
    try (PhoneReplica service = service(Map.of())) {
      guess(service, STRANGER + 9);
      List<Seen> answers = ALL.stream().map(number -> guess(service, number)).toList();
      List<Seen> withoutChallenge =
          ALL.stream()
              .map(number -> seen(service, () -> service.login(number, "000000", "x".repeat(43))))
              .toList();

      assertThat(answers).extracting(Seen::status).containsOnly(401);
      assertThat(answers).containsOnly(answers.getFirst());
      assertThat(answers.getFirst().statements()).isNotEmpty();
      assertThat(withoutChallenge).extracting(Seen::status).containsOnly(401);
      assertThat(withoutChallenge).containsOnly(withoutChallenge.getFirst());
      assertThat(withoutChallenge.getFirst().body()).isEqualTo(answers.getFirst().body());
      SettableTime.CLOCK.advance(Duration.ofSeconds(61));
      // The right code tells, of its number alone.
      assertThat(service.login(DORMANT).http().body()).contains("\"dormant\":true");
    }
  }

  /** ADR 32: the numbers of the last 30 days are what the budget is denied to others for. */
  @ParameterizedTest
  @CsvSource({"never, 429, rate_limited", "suspicion, 403, human_check_required"})
  void a_region_whose_budget_is_spent_is_denied_to_known_and_unknown_numbers_alike(
      String humanCheck, int status, String code) {
    Map<String, String> settings = new HashMap<>();
    settings.put("gatehouse.phone.budget.per-region", "deny");
    settings.put("gatehouse.phone.human-check.when", humanCheck);
    settings.put("gatehouse.phone.human-check.provider", "turnstile");
    settings.put("gatehouse.phone.human-check.url", "http://127.0.0.1:9/siteverify");
    settings.put("gatehouse.phone.human-check.site-key", "site-key");
    settings.put("gatehouse.phone.human-check.secret", "a-secret-of-the-checker");
    try (PhoneReplica service = service(settings)) {
      strangersSpendTheBudget(service);
      int messages = service.sms().accepted();

      List<Seen> answers =
          List.of(UNKNOWN, FORMER, DORMANT).stream()
              .map(number -> seen(service, asking(service, number)))
              .toList();

      assertThat(answers).extracting(Seen::status).containsOnly(status);
      assertThat(answers).containsOnly(answers.getFirst());
      assertThat(answers.getFirst().body()).contains(code);
      assertThat(service.sms().accepted()).isEqualTo(messages);
      assertThat(service.ask(KNOWN).status()).isEqualTo(200);
    }
  }

  /** A service that knows the numbers; an hour ago each was sent a code. */
  private static PhoneReplica service(Map<String, String> settings) {
    PhoneReplica service = new PhoneReplica(settings);
    assertThat(service.login(DORMANT).status()).isEqualTo(201);
    SettableTime.CLOCK.advance(Duration.ofDays(60));
    assertThat(service.login(FORMER).status()).isEqualTo(201);
    SettableTime.CLOCK.advance(Duration.ofDays(31));
    assertThat(service.login(KNOWN).status()).isEqualTo(201);
    for (String number : ALL) {
      SettableTime.CLOCK.advance(Duration.ofMinutes(30));
      assertThat(service.ask(number).status()).isEqualTo(200);
    }
    SettableTime.CLOCK.advance(Duration.ofMinutes(61));
    return service;
  }

  /** What a region may be sent in an hour without a redeemed code. */
  private static void strangersSpendTheBudget(PhoneReplica service) {
    for (int i = 0; i < 3; i++) {
      assertThat(service.ask(STRANGER + i).status()).isEqualTo(200);
    }
  }

  private static double excess(PhoneReplica service) {
    return service.replica().scrape().sum("gatehouse_phone_region_excess_total");
  }

  private static Supplier<Answer> asking(PhoneReplica service, String number) {
    return () -> service.ask(number);
  }

  private static Seen guess(PhoneReplica service, String number) {
    String challenge = service.ask(number).text("$.challenge");
    String wrong = service.sms().latestCode(number).equals("000000") ? "000001" : "000000";
    return seen(service, () -> service.login(number, wrong, challenge));
  }

  private static Seen seen(PhoneReplica service, Supplier<Answer> call) {
    AtomicReference<Answer> answer = new AtomicReference<>();
    Map<String, Integer> statements = service.statements(() -> answer.set(call.get()));
    Map<String, List<String>> headers = new TreeMap<>(answer.get().http().headers().map());
    headers.remove("date");
    return new Seen(
        answer.get().status(),
        headers,
        answer.get().http().body().replaceAll("\"(challenge|traceId)\":\"[\\w-]+\"", "\"$1\":\"\""),
        statements);
  }
}
