package dev.gatehouse.bootstrap.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.application.account.AccountAttempt;
import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.login.Logins;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class LoginLogTest {

  private static final LoginMethod METHOD = new LoginMethod("FAKE");

  private final InMemoryUserRepository users = new InMemoryUserRepository();
  private final FakeIdentityProvider provider =
      new FakeIdentityProvider(METHOD)
          .withChannels("app")
          .knows("planted-ticket", "planted-identity", "planted-name");
  private final IdentityProviders providers = new IdentityProviders(List.of(provider));
  private final LoginOrRegister logins = Logins.of(providers, users, new LoginLog());

  /** Whatever the services of other tests have left behind in this JVM. */
  @BeforeEach
  void listen() {
    LoggingSystem.get(getClass().getClassLoader())
        .setLogLevel("dev.gatehouse.login", LogLevel.INFO);
  }

  @Test
  void each_login_is_one_line_with_its_outcome(CapturedOutput output) throws Exception {
    logins.login(credential("app"));
    logins.login(credential("app"));

    assertThat(lines(output))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .contains("INFO")
                    .containsPattern(
                        "login method=FAKE channel=app outcome=registered user=\\d+ duration=\\d+ms"),
            second -> assertThat(second).contains("channel=app outcome=returned user="));
    assertThat(output).doesNotContain("planted");
  }

  @Test
  void a_login_that_fails_has_its_line_too(CapturedOutput output) {
    provider.fail(new LoginException.CredentialRejected("used\n\"before"));
    assertThatThrownBy(() -> logins.login(credential("app"))).isInstanceOf(LoginException.class);
    provider.recover();
    users.fail();
    assertThatThrownBy(() -> logins.login(credential("app")))
        .isInstanceOf(StorageUnavailableException.class);

    assertThat(lines(output))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .contains("channel=app outcome=credential_rejected user=- duration")
                    .endsWith("ms reason=\"used??before\""),
            second ->
                assertThat(second).contains("channel=app outcome=storage_unavailable user=- "));
    assertThat(output).doesNotContain("planted");
  }

  @Test
  void a_disabled_user_is_named(CapturedOutput output) throws Exception {
    UserId user = logins.login(credential("app")).user().id();
    users.disable(user);

    assertThatThrownBy(() -> logins.login(credential("app"))).isInstanceOf(LoginException.class);

    assertThat(lines(output).getLast())
        .contains("outcome=account_disabled user=" + user.value() + " duration");
  }

  /** SEC-21: a client that errs may send a secret as channel, or try to write lines of its own. */
  @Test
  void what_a_client_made_up_is_not_repeated(CapturedOutput output) throws Exception {
    logins.login(credential("planted\n2026-01-01 ERROR planted"));
    logins.login(credential("planted"));
    provider.fail(new LoginException.UnknownChannel());
    assertThatThrownBy(() -> logins.login(credential("planted")))
        .isInstanceOf(LoginException.class);
    Credential unknown = new Credential(new LoginMethod("PLANTED"), Map.of("channel", "planted"));
    assertThatThrownBy(() -> logins.login(unknown)).isInstanceOf(LoginException.class);

    assertThat(lines(output)).hasSize(4);
    assertThat(output).contains("outcome=unknown_channel", "outcome=unknown_login_method");
    assertThat(output.getAll()).doesNotContainIgnoringCase("planted");
  }

  @Test
  void an_attempt_on_an_account_is_one_line_with_its_reason(CapturedOutput output) {
    LoginLog log = new LoginLog();
    log.tried(attempt("web", "credential_rejected", "used\n\"before"));
    log.tried(attempt(null, AccountAttempt.SUCCESS, ""));

    assertThat(output.getAll().lines().filter(line -> line.contains("account confirm")))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .contains("INFO")
                    .endsWith(
                        "account confirm method=FAKE channel=web outcome=credential_rejected"
                            + " user=42 reason=\"used??before\""),
            second -> assertThat(second).endsWith("channel=- outcome=success user=42"));
  }

  private static AccountAttempt attempt(@Nullable String channel, String outcome, String reason) {
    return new AccountAttempt(
        AccountAttempt.Kind.CONFIRM,
        Instant.EPOCH,
        new UserId(42),
        METHOD,
        channel,
        outcome,
        reason);
  }

  private static List<String> lines(CapturedOutput output) {
    return output.getAll().lines().filter(line -> line.contains("login method=")).toList();
  }

  private static Credential credential(String channel) {
    return new Credential(METHOD, Map.of("ticket", "planted-ticket", "channel", channel));
  }
}
