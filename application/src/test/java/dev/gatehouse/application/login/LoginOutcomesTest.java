package dev.gatehouse.application.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

/** SEC-31: the listeners hear once of each login, however it ends. */
class LoginOutcomesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final LoginMethod METHOD = new LoginMethod("FAKE");
  private static final ClientInfo CLIENT =
      new ClientInfo("192.0.2.1", "0af7651916cd43dd8448eb211c80319c");

  private final FakeIdentityProvider provider =
      new FakeIdentityProvider(METHOD).withChannels("app").knows("planted", "planted-id", "小明");
  private final IdentityProviders providers = new IdentityProviders(List.of(provider));
  private final InMemoryUserRepository users = new InMemoryUserRepository();
  private final List<LoginOutcome> told = new ArrayList<>();
  private final List<RuntimeException> defects = new ArrayList<>();

  @Test
  void a_registration_and_a_return_say_who_how_and_from_where() throws Exception {
    User user = RequestContext.with(CLIENT, () -> service(users).login(credential("app"))).user();
    service(users).login(credential("app"));

    assertThat(told.getFirst())
        .isEqualTo(
            new LoginOutcome(
                NOW,
                told.getFirst().duration(),
                METHOD,
                "app",
                false,
                "registered",
                "",
                user.id(),
                Set.of(),
                CLIENT));
    assertThat(told.getLast().ending()).isEqualTo("returned");
    assertThat(told.getLast().user()).isEqualTo(user.id());
    assertThat(told).hasSize(2).noneMatch(outcome -> outcome.duration().isNegative());
  }

  @Test
  void a_refusal_says_why() {
    provider.fail(new LoginException.CredentialRejected("the code was used before"));

    assertThatThrownBy(() -> service(users).login(credential("app")))
        .isInstanceOfSatisfying(
            LoginException.CredentialRejected.class,
            ending -> assertThat(ending.method()).contains(METHOD));

    assertThat(told)
        .singleElement()
        .satisfies(outcome -> {
          assertThat(outcome.ending()).isEqualTo("credential_rejected");
          assertThat(outcome.reason()).isEqualTo("the code was used before");
          assertThat(outcome.method()).isEqualTo(METHOD);
          assertThat(outcome.channel()).isEqualTo("app");
          assertThat(outcome.user()).isNull();
        });
  }

  /** An operator who disabled a user wants to know whether the user still comes. */
  @Test
  void the_refusal_of_a_disabled_user_names_the_user() throws Exception {
    User user = service(users).login(credential("app")).user();
    users.disable(user.id());

    assertThatThrownBy(() -> service(users).login(credential("app")))
        .isInstanceOf(LoginException.AccountDisabled.class);

    assertThat(told.getLast().ending()).isEqualTo("account_disabled");
    assertThat(told.getLast().user()).isEqualTo(user.id());
  }

  @Test
  void an_outage_and_a_defect_are_outcomes_too() {
    UserRepository broken = Mockito.mock(UserRepository.class);
    for (RuntimeException failure :
        List.of(new StorageUnavailableException("planted"), new IllegalStateException("planted"))) {
      Mockito.when(broken.findForLogin(Mockito.any(), Mockito.any())).thenThrow(failure);
      assertThatThrownBy(() -> service(broken).login(credential("app"))).isSameAs(failure);
      Mockito.reset(broken);
    }

    assertThat(told)
        .extracting(LoginOutcome::ending)
        .containsExactly("storage_unavailable", "internal_error");
    assertThat(told).extracting(LoginOutcome::channel).containsOnly("app");
  }

  /** A client may send anything there: a secret, or a line of its own for the log. */
  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "0a1B2c3D4e5F6g7H", "<script>", "planted", "APP", "app ", ""})
  void a_channel_that_is_none_of_the_method_is_left_out(String channel) throws Exception {
    service(users).login(credential(channel));

    assertThat(told).extracting(LoginOutcome::channel).containsOnlyNulls();
  }

  @Test
  void a_method_that_is_not_installed_is_left_out() {
    Credential unknown = new Credential(new LoginMethod("PLANTED"), Map.of("channel", "app"));

    assertThatThrownBy(() -> service(users).login(unknown))
        .isInstanceOfSatisfying(
            LoginException.UnknownLoginMethod.class,
            ending -> assertThat(ending.method()).isEmpty());

    assertThat(told).extracting(LoginOutcome::ending).containsExactly("unknown_login_method");
    assertThat(told).extracting(LoginOutcome::method).containsOnlyNulls();
  }

  @Test
  void what_the_store_has_recorded_is_in_the_outcome() throws Exception {
    UserRepository recording = Mockito.mock(UserRepository.class);
    Mockito.when(recording.findForLogin(Mockito.any(), Mockito.any())).thenReturn(Optional.empty());
    Mockito.when(recording.registerIfAbsent(Mockito.any(), Mockito.any()))
        .thenAnswer(call ->
            new Registration.Registered(
                users.registerIfAbsent(call.getArgument(0), call.getArgument(1)).user(),
                Set.of(RecordedIn.AUDIT_LOG)));

    service(recording).login(credential("app"));

    assertThat(told)
        .extracting(LoginOutcome::recordedIn)
        .containsExactly(Set.of(RecordedIn.AUDIT_LOG));
  }

  @Test
  void a_failure_at_an_endpoint_of_a_method_is_told_too() {
    LoginException failure = new LoginException.ProviderUnavailable("planted", Duration.ZERO);

    long began = System.nanoTime() - Duration.ofSeconds(2).toNanos();
    outcomes(told::add).failed(METHOD, Optional.of("app"), failure, began);

    assertThat(failure.method()).contains(METHOD);
    assertThat(told).extracting(LoginOutcome::ending).containsExactly("provider_unavailable");
    assertThat(told.getFirst().duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void a_code_that_no_method_could_have_is_told_as_a_method_that_is_not_installed() {
    LoginOutcomes outcomes = outcomes(told::add);

    assertThatThrownBy(() -> outcomes.requireMethod("微信"))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);
    assertThatThrownBy(() -> service(users).login(new Credential(new LoginMethod("X"), Map.of())))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);

    assertThat(told)
        .hasSize(2)
        .allSatisfy(outcome -> {
          assertThat(outcome.ending()).isEqualTo("unknown_login_method");
          assertThat(outcome.method()).isNull();
        });
  }

  @Test
  void a_method_that_could_be_installed_is_told_when_its_login_ends() throws Exception {
    assertThat(outcomes(told::add).requireMethod("X")).isEqualTo(new LoginMethod("X"));
    assertThat(told).isEmpty();
  }

  @Test
  void a_listener_that_throws_changes_nothing_for_others() throws Exception {
    IllegalStateException defect = new IllegalStateException("planted");
    LoginOutcomes outcomes =
        outcomes(
            _ -> {
              throw defect;
            },
            told::add);

    new LoginOrRegisterService(outcomes, users, new UserName("用户")).login(credential("app"));

    assertThat(told).hasSize(1);
    assertThat(defects).containsExactly(defect);
  }

  private LoginOrRegister service(UserRepository store) {
    return new LoginOrRegisterService(outcomes(told::add), store, new UserName("用户"));
  }

  private LoginOutcomes outcomes(LoginListener... listeners) {
    return new LoginOutcomes(
        providers, List.of(listeners), Clock.fixed(NOW, ZoneOffset.UTC), defects::add);
  }

  private static Credential credential(String channel) {
    return new Credential(METHOD, Map.of("channel", channel, "ticket", "planted"));
  }
}
