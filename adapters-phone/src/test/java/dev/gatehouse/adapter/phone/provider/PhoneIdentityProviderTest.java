package dev.gatehouse.adapter.phone.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.adapter.phone.TestClock;
import dev.gatehouse.adapter.phone.challenge.FakeChallenges;
import dev.gatehouse.adapter.phone.challenge.InMemoryChallengeStore;
import dev.gatehouse.adapter.phone.gateway.SmsGateway;
import dev.gatehouse.adapter.phone.gateway.SmsGateway.Handover;
import dev.gatehouse.adapter.phone.gateway.SmsMessage;
import dev.gatehouse.adapter.phone.human.HumanCheck;
import dev.gatehouse.adapter.phone.human.HumanCheckSettings;
import dev.gatehouse.adapter.phone.human.HumanCheckSettings.When;
import dev.gatehouse.adapter.phone.human.HumanChecks;
import dev.gatehouse.adapter.phone.limit.FakeLimits;
import dev.gatehouse.adapter.phone.limit.RegionBudget;
import dev.gatehouse.adapter.phone.number.PhoneNumbers;
import dev.gatehouse.adapter.phone.provider.PhoneCodeController.CodeSent;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.CurrentUser;
import dev.gatehouse.application.session.Salt;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityLabels;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.CredentialRejected;
import dev.gatehouse.domain.login.LoginException.HumanCheckRequired;
import dev.gatehouse.domain.login.LoginException.InvalidCredential;
import dev.gatehouse.domain.login.LoginException.ProviderUnavailable;
import dev.gatehouse.domain.login.LoginException.TooManyAttempts;
import dev.gatehouse.domain.login.PhoneNumberProof;
import dev.gatehouse.domain.login.ProofPurpose;
import dev.gatehouse.domain.login.ProofPurpose.Kind;
import dev.gatehouse.domain.user.Account;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.IdentityProviderContract;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that the endpoint sent prove people as the port promises. */
class PhoneIdentityProviderTest extends IdentityProviderContract {

  private static final LoginMethod METHOD = new LoginMethod("P");
  private static final SessionId SESSION = SessionId.of(new byte[SessionId.LENGTH]);
  private static final String PHONE = "+8613800138000";

  private final TestClock clock = new TestClock();
  private final FakeLimits counts = new FakeLimits();
  private final InMemoryChallengeStore store = new InMemoryChallengeStore();
  private final List<SmsMessage> messages = new ArrayList<>();
  private final SmsGateway inbox =
      (to, message) -> {
        messages.add(message);
        return new Handover.Taken("");
      };
  private String address = "192.0.2.1";
  private @Nullable CurrentUser signedIn = () -> activeSession();
  private final PhoneNumbers numbers =
      new PhoneNumbers(List.of("CN"), List.of(), List.of(), prefix -> {});
  private HumanChecks humans = humans(When.NEVER);
  private PhoneCodes codes = codes(inbox, 2000);
  private final PhoneNumberProof proof =
      new PhoneNumberProof() {
        @Override
        public Set<String> channels() {
          return Set.of("mini");
        }

        @Override
        public String prove(Credential credential) throws LoginException {
          return credential.require("token");
        }
      };

  private HumanChecks humans(When when) {
    return new HumanChecks(
        new HumanCheckSettings(when, "turnstile", null, "site-key", "secret", null, List.of()),
        (answer, _) ->
            answer.equals("right") ? HumanCheck.Result.PASSED : HumanCheck.Result.FAILED);
  }

  private PhoneCodes codes(SmsGateway gateway, int perDay) {
    return new PhoneCodes(
        humans,
        counts.limits(perDay, RegionBudget.RECORD, clock, new SimpleMeterRegistry()),
        FakeChallenges.in(store, clock),
        gateway,
        () -> address,
        () -> "reference");
  }

  @Override
  protected IdentityProvider provider() {
    return new PhoneIdentityProvider(numbers, codes, Duration.ofDays(90), List.of(proof));
  }

  @Override
  protected IdentityProvider unreachableProvider() {
    InMemoryChallengeStore gone = new InMemoryChallengeStore();
    gone.fail();
    return new PhoneIdentityProvider(
        numbers,
        new PhoneCodes(
            humans,
            new FakeLimits().limits(10, RegionBudget.RECORD, clock, new SimpleMeterRegistry()),
            FakeChallenges.in(gone, clock),
            inbox,
            () -> address,
            () -> "reference"),
        Duration.ofDays(90),
        List.of());
  }

  @Override
  protected Credential credentialOf(Person person) {
    String phone = person == Person.ONE ? PHONE : "+8613912345678";
    clock.advance(Duration.ofMinutes(1));
    try {
      CodeSent sent = send(Map.of("phone", phone));
      return credential(phone, code(messages.getLast()), sent.challenge());
    } catch (LoginException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected String nameOf(Person person) {
    return "";
  }

  @Override
  protected Credential refusedCredential() {
    return credential(PHONE, "000000", "no such challenge");
  }

  /** SEC-70. */
  @Test
  void an_address_beyond_its_limit_goes_on_with_a_human_check() throws LoginException {
    humans = humans(When.SUSPICION);
    codes = codes(inbox, 2000);
    // Else the fourth code for a region in which the address redeemed none needs a check.
    provider().authenticate(credentialOf(Person.ONE));
    messages.clear();
    clock.advance(Duration.ofHours(1));
    for (int i = 0; i < 5; i++) {
      send(Map.of("phone", "+861380013800" + i));
    }

    assertThatThrownBy(() -> send(Map.of("phone", "+8613800138005")))
        .isInstanceOf(HumanCheckRequired.class);
    assertThatThrownBy(() -> send(Map.of("phone", "+8613800138005", "humanCheck", "wrong")))
        .isInstanceOf(HumanCheckRequired.class);
    assertThat(messages).hasSize(5);
    send(Map.of("phone", "+8613800138005", "humanCheck", "right"));

    assertThat(messages).hasSize(6);
  }

  /** SEC-70. */
  @Test
  void wrong_codes_of_a_number_demand_a_human_check_before_the_next_code() throws LoginException {
    humans = humans(When.SUSPICION);
    codes = codes(inbox, 2000);
    for (int round = 0; round < 4; round++) {
      address = "192.0.2." + round;
      Credential sent = credentialOf(Person.ONE);
      String code = sent.require("code");
      String wrong = code.equals("000000") ? "000001" : "000000";
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(
                () -> provider().authenticate(credential(PHONE, wrong, sent.require("challenge"))))
            .isInstanceOf(CredentialRejected.class);
      }
    }
    address = "192.0.2.9";
    clock.advance(Duration.ofMinutes(1));

    assertThatThrownBy(() -> send(Map.of("phone", PHONE))).isInstanceOf(HumanCheckRequired.class);
    assertThat(send(Map.of("phone", PHONE, "humanCheck", "right")).challenge()).isNotEmpty();
  }

  /** Guesses without the challenge tell nothing, so each stranger could make them. */
  @Test
  void wrong_codes_of_no_challenge_demand_no_human_check() throws LoginException {
    humans = humans(When.SUSPICION);
    codes = codes(inbox, 2000);
    for (int i = 0; i < 25; i++) {
      assertThatThrownBy(() -> provider().authenticate(refusedCredential()))
          .isInstanceOf(CredentialRejected.class);
    }

    assertThat(send(Map.of("phone", PHONE)).challenge()).isNotEmpty();
  }

  /** Issue 20: 10,000 requests of 1,000 addresses for 5,000 numbers within a day. */
  @Test
  void an_attacker_spends_no_more_than_the_budget_and_a_customer_still_gets_codes()
      throws LoginException {
    provider().authenticate(credentialOf(Person.ONE));
    clock.advance(Duration.ofHours(1));
    int before = messages.size();

    for (int i = 0; i < 10_000; i++) {
      address = "10.0.%d.%d".formatted(i % 1_000 / 250, i % 250);
      clock.advance(Duration.ofSeconds(8));
      try {
        send(Map.of("phone", "+86158%08d".formatted(i % 5_000)));
      } catch (LoginException refused) {
        // By the budget, or by a limit of the address or of the number.
      }
    }

    assertThat(messages.size() - before).isBetween(1_000, 1_600);
    address = "192.0.2.1";
    provider().authenticate(credentialOf(Person.ONE));
    provider().authenticate(credentialOf(Person.ONE));
    assertThat(messages.size()).isLessThanOrEqualTo(2_000);
  }

  @Test
  void a_platform_proves_a_number_through_its_channel_without_a_code() throws LoginException {
    Credential shared = new Credential(METHOD, Map.of("channel", "mini", "token", PHONE));

    assertThat(provider().authenticate(shared).identity())
        .isEqualTo(new ExternalIdentity(METHOD, PHONE));
    assertThat(provider().channels()).containsExactly("mini");
    assertThatThrownBy(() ->
            provider()
                .authenticate(
                    new Credential(METHOD, Map.of("channel", "mini", "token", "+447400123456"))))
        .isInstanceOfSatisfying(
            InvalidCredential.class,
            e -> assertThat(e.reason()).isEqualTo(InvalidCredential.Reason.UNREACHABLE));
    assertThatThrownBy(() ->
            provider()
                .authenticate(new Credential(METHOD, Map.of("channel", "other", "token", PHONE))))
        .isInstanceOf(InvalidCredential.class);
  }

  @Test
  void two_platforms_for_one_channel_are_refused() {
    assertThatThrownBy(() ->
            new PhoneIdentityProvider(numbers, codes, Duration.ofDays(90), List.of(proof, proof)))
        .hasMessage("two adapters prove phone numbers through channel mini");
  }

  @Test
  void a_code_is_answered_with_its_challenge_and_when_to_ask_again() throws LoginException {
    CodeSent sent = send(Map.of("phone", "138 0013 8000", "purpose", "login"));

    assertThat(sent.challenge()).matches("[\\w-]{43}");
    assertThat(sent.expiresIn()).isEqualTo(300);
    assertThat(sent.retryAfter()).isEqualTo(60);
    assertThat(messages.getLast().variables())
        .containsEntry("minutes", "5")
        .hasEntrySatisfying("code", code -> assertThat(code).matches("[0-9]{6}"));
    assertThat(messages.getLast().toString()).doesNotContain(code(messages.getLast()));
  }

  @Test
  void a_second_code_within_a_minute_is_refused_and_a_later_one_stays_in_its_challenge()
      throws LoginException {
    CodeSent first = send(Map.of("phone", PHONE));

    assertThatThrownBy(() -> send(Map.of("phone", PHONE, "challenge", first.challenge())))
        .isInstanceOf(TooManyAttempts.class);
    clock.advance(Duration.ofMinutes(1));
    CodeSent second = send(Map.of("phone", PHONE, "challenge", first.challenge()));

    assertThat(second.challenge()).isEqualTo(first.challenge());
    assertThat(messages).hasSize(2);
    String earlier = code(messages.getFirst());
    assertThat(provider().authenticate(credential(PHONE, earlier, first.challenge())).identity())
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "LOGIN", "x"})
  void a_purpose_that_is_not_served_is_malformed(String purpose) {
    assertThatThrownBy(() -> send(Map.of("phone", PHONE, "purpose", purpose)))
        .isInstanceOfSatisfying(
            InvalidCredential.class, e -> assertThat(e.field()).isEqualTo("purpose"));
    assertThat(messages).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"link", "confirm"})
  void without_sessions_there_is_nothing_to_link_or_confirm(String purpose) {
    signedIn = null;

    assertThatThrownBy(() -> send(Map.of("phone", PHONE, "purpose", purpose)))
        .isInstanceOfSatisfying(
            InvalidCredential.class, e -> assertThat(e.field()).isEqualTo("purpose"));
    assertThat(messages).isEmpty();
  }

  /** SEC-56. */
  @ParameterizedTest
  @EnumSource(names = {"LINK", "CONFIRM"})
  void a_code_that_a_session_asked_for_is_good_for_its_purpose_in_that_session(Kind kind)
      throws LoginException {
    CodeSent sent = send(Map.of("phone", PHONE, "purpose", kind.name().toLowerCase(Locale.ROOT)));
    Credential credential = credential(PHONE, code(messages.getLast()), sent.challenge());

    for (ProofPurpose other :
        List.of(
            ProofPurpose.LOGIN,
            new ProofPurpose(kind == Kind.LINK ? Kind.CONFIRM : Kind.LINK, SESSION.value()),
            new ProofPurpose(kind, "another session"))) {
      assertThatThrownBy(() -> provider().authenticate(credential.presentedFor(other)))
          .isInstanceOf(CredentialRejected.class);
    }
    assertThat(
            provider()
                .authenticate(credential.presentedFor(new ProofPurpose(kind, SESSION.value())))
                .identity()
                .identification())
        .isEqualTo(PHONE);
    assertThat(messages.getLast().purpose()).isEqualTo(kind.name().toLowerCase(Locale.ROOT));
  }

  @ParameterizedTest
  @CsvSource({
    "+8613800138000, +86 138****8000",
    "+85251234567, +852 51****67",
    "+12025550123, +1 202****123",
    "nonsense, n o****se",
  })
  void the_owner_recognizes_the_number_by_its_ends(String number, String label) {
    IdentityLabels labels =
        new PhoneIdentityProvider(numbers, codes, Duration.ofDays(90), List.of(proof));

    assertThat(labels.labelOf(new ExternalIdentity(METHOD, number))).isEqualTo(label);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345", "1234567", "12a456", "1,23456", "-", "１２３４５"})
  void what_is_not_six_digits_uses_up_no_try(String text) throws LoginException {
    CodeSent sent = send(Map.of("phone", PHONE));

    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> provider().authenticate(credential(PHONE, text, sent.challenge())))
          .isInstanceOfSatisfying(
              InvalidCredential.class, e -> assertThat(e.field()).isEqualTo("code"));
    }
    provider().authenticate(credential(PHONE, code(messages.getLast()), sent.challenge()));
  }

  @Test
  void digits_may_be_full_width_and_apart() throws LoginException {
    CodeSent sent = send(Map.of("phone", PHONE));
    String code = code(messages.getLast());
    StringBuilder wide = new StringBuilder();
    code.chars().forEach(digit -> wide.append((char) (digit - '0' + '０')));

    String typed = wide.insert(3, " - ").insert(0, "\u3000").toString();

    assertThat(provider().authenticate(credential(PHONE, typed, sent.challenge())).identity())
        .isNotNull();
  }

  /** The client needs the challenge if the message arrives after all. */
  @Test
  void a_message_of_unknown_fate_is_answered_as_sent() throws LoginException {
    codes = codes((to, message) -> new Handover.Unknown(), 2000);

    assertThat(send(Map.of("phone", PHONE)).challenge()).isNotEmpty();
  }

  /** A refund is what an attacker loops on. */
  @Test
  void a_message_that_the_gateway_refused_stays_counted() {
    codes =
        codes(
            (to, message) -> {
              throw new ProviderUnavailable("away", Duration.ofSeconds(1));
            },
            2000);

    assertThatThrownBy(() -> send(Map.of("phone", PHONE))).isInstanceOf(ProviderUnavailable.class);
    assertThatThrownBy(() -> send(Map.of("phone", PHONE))).isInstanceOf(TooManyAttempts.class);
  }

  @Test
  void nothing_is_sent_that_cannot_be_counted_or_kept() {
    counts.fail(true);
    assertThatThrownBy(() -> send(Map.of("phone", PHONE)))
        .isInstanceOf(StorageUnavailableException.class);
    counts.fail(false);
    store.fail();
    assertThatThrownBy(() -> send(Map.of("phone", PHONE)))
        .isInstanceOf(StorageUnavailableException.class);

    assertThat(messages).isEmpty();
  }

  @Test
  void wrong_expired_used_foreign_and_unknown_codes_have_one_answer() throws LoginException {
    Credential used = credentialOf(Person.ONE);
    provider().authenticate(used);
    Credential expired = credentialOf(Person.ONE);
    clock.advance(Duration.ofMinutes(6));
    Credential fresh = credentialOf(Person.ONE);
    Credential foreign =
        credential("+8613912345678", fresh.require("code"), fresh.require("challenge"));

    for (Credential each : List.of(used, expired, foreign, refusedCredential())) {
      assertThatThrownBy(() -> provider().authenticate(each))
          .isInstanceOf(CredentialRejected.class)
          .hasMessage("the code is wrong, used or expired");
    }
  }

  /**
   * 10,000 sends from 1,000 addresses to 5,000 numbers cost no more than the budget, and a customer
   * whose number was verified before still gets a code.
   */
  @Test
  void an_attack_costs_no_more_than_the_budget_and_a_known_customer_still_gets_in()
      throws LoginException {
    int budget = 500;
    codes = codes(inbox, budget);
    address = "198.51.100.1";
    String customer = "+8613999999999";
    CodeSent before = send(Map.of("phone", customer));
    provider().authenticate(credential(customer, code(messages.getLast()), before.challenge()));

    int refused = 0;
    for (int i = 0; i < 10_000; i++) {
      clock.advance(Duration.ofMillis(500));
      address = "10.0.%d.%d".formatted(i % 1000 / 250, i % 250);
      try {
        send(Map.of("phone", "+86137%08d".formatted(i % 5000)));
      } catch (TooManyAttempts | ProviderUnavailable e) {
        refused++;
      }
    }

    assertThat(messages.size()).isLessThanOrEqualTo(budget);
    assertThat(refused).isGreaterThanOrEqualTo(10_000 - budget);
    address = "198.51.100.1";
    CodeSent now = send(Map.of("phone", customer));
    assertThat(
            provider()
                .authenticate(credential(customer, code(messages.getLast()), now.challenge()))
                .identity()
                .identification())
        .isEqualTo(customer);
    assertThat(messages.size()).isLessThanOrEqualTo(budget);
  }

  private static ActiveSession activeSession() {
    SecretHash secret = SecretHash.of(new byte[SecretHash.LENGTH]);
    Instant now = Instant.parse("2026-11-23T10:00:00Z");
    return new ActiveSession(
        new Session(
            SESSION,
            new UserId(42),
            now,
            now.plusSeconds(60),
            new Session.Rotation(secret, secret, Salt.of(new byte[Salt.LENGTH]), now)),
        new Account(User.registered(new UserId(42), new NewUser(new UserName("小明"))), List.of()));
  }

  private CodeSent send(Map<String, String> fields) throws LoginException {
    return new PhoneCodeController(numbers, codes, () -> signedIn)
        .send(new Credential(METHOD, fields), Locale.CHINESE);
  }

  private static String code(SmsMessage message) {
    return Objects.requireNonNull(message.variables().get("code"));
  }

  private static Credential credential(String phone, String code, String challenge) {
    return new Credential(METHOD, Map.of("phone", phone, "code", code, "challenge", challenge));
  }
}
