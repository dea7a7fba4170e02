package dev.gatehouse.application.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import dev.gatehouse.domain.user.KnownUser;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.login.Logins;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginOrRegisterServiceTest {

  private static final LoginMethod METHOD = new LoginMethod("FAKE");

  private final FakeIdentityProvider provider =
      new FakeIdentityProvider(METHOD)
          .knows("ticket", "id-of-xiaoming", "小明")
          .knows("another ticket", "id-of-xiaoming", "renamed")
          .knows("nameless", "id-of-nameless", "\u202E");
  private final InMemoryUserRepository users = new InMemoryUserRepository();
  private final LoginOrRegister service = service(provider, users);

  @Test
  void a_stranger_is_registered_under_the_providers_name() throws LoginException {
    LoginResult result = service.login(provider.credential("ticket"));

    assertThat(result).isInstanceOf(LoginResult.Registered.class);
    assertThat(result.user().name()).isEqualTo("小明");
    assertThat(users.size()).isEqualTo(1);
  }

  @Test
  void a_returning_person_is_the_same_user_under_the_former_name() throws LoginException {
    LoginResult first = service.login(provider.credential("ticket"));

    LoginResult second = service.login(provider.credential("another ticket"));

    assertThat(second).isEqualTo(new LoginResult.Returned(first.user(), first.identity()));
    assertThat(users.size()).isEqualTo(1);
  }

  @Test
  void a_person_without_a_name_that_can_be_shown_gets_the_default() throws LoginException {
    LoginResult result = service.login(provider.credential("nameless"));

    assertThat(result.user().name()).isEqualTo("用户");
  }

  @Test
  void where_registration_is_closed_known_people_alone_log_in() throws LoginException {
    LoginOrRegister closed = service(RegistrationMode.CLOSED);
    LoginResult known = service.login(provider.credential("ticket"));

    assertThat(closed.login(provider.credential("ticket")).user()).isEqualTo(known.user());
    assertThatThrownBy(() -> closed.login(provider.credential("nameless")))
        .isInstanceOf(LoginException.RegistrationClosed.class);

    assertThat(users.size()).isEqualTo(1);
  }

  @Test
  void the_stricter_of_what_client_and_installation_want_for_a_new_person_counts()
      throws LoginException {
    for (RegistrationMode installed : List.of(RegistrationMode.AUTOMATIC, RegistrationMode.ASK)) {
      assertThatThrownBy(
              () -> service(installed).login(provider.credential("ticket"), RegistrationMode.ASK))
          .isInstanceOf(LoginException.NotRegistered.class);
    }
    assertThatThrownBy(() -> service(RegistrationMode.ASK).login(provider.credential("ticket")))
        .isInstanceOf(LoginException.NotRegistered.class);
    assertThatThrownBy(() ->
            service(RegistrationMode.CLOSED)
                .login(provider.credential("ticket"), RegistrationMode.ASK))
        .isInstanceOf(LoginException.RegistrationClosed.class);
    assertThat(users.size()).isZero();

    LoginResult known = service.login(provider.credential("ticket"));
    assertThat(service(RegistrationMode.ASK).login(provider.credential("ticket")).user())
        .isEqualTo(known.user());
  }

  @Test
  void a_closing_account_is_not_logged_in_and_the_person_is_told_until_when()
      throws LoginException {
    LoginResult known = service.login(provider.credential("ticket"));
    Instant closesAt = Instant.parse("2026-11-30T10:00:00Z");
    users.closesAt(known.user().id(), closesAt);

    assertThatThrownBy(() -> service.login(provider.credential("ticket")))
        .isInstanceOfSatisfying(
            LoginException.AccountClosing.class,
            e -> {
              assertThat(e.closesAt()).isEqualTo(closesAt);
              assertThat(e.identity()).isEqualTo(known.identity());
            });
  }

  @Test
  void the_profile_of_a_returning_user_is_not_fetched() throws LoginException {
    ExternalIdentity identity = new ExternalIdentity(METHOD, "someone");
    users.registerIfAbsent(new NewUser(new UserName("小明")), identity);
    Authentication proven = mock(Authentication.class);
    when(proven.identity()).thenReturn(identity);

    service(providerOf(proven), users).login(new Credential(METHOD, Map.of()));

    verify(proven, never()).profile();
  }

  @Test
  void a_returning_user_of_the_default_name_gets_the_providers_name() throws LoginException {
    UserId id = service.login(provider.credential("nameless")).user().id();
    provider.knows("named", "id-of-nameless", "小红");

    LoginResult result = service.login(provider.credential("named"));

    assertThat(result).isInstanceOf(LoginResult.Returned.class);
    assertThat(result.user().name()).isEqualTo("小红");
    assertThat(users.find(id)).contains(result.user());
  }

  @Test
  void a_default_name_that_the_user_chose_stays() throws LoginException {
    UserId id = service.login(provider.credential("nameless")).user().id();
    users.nameChosen(id);
    provider.knows("named", "id-of-nameless", "小红");

    LoginResult result = service.login(provider.credential("named"));

    assertThat(result.user().name()).isEqualTo("用户");
    assertThat(users.find(id)).contains(result.user());
  }

  @Test
  void a_name_that_cannot_be_fetched_or_stored_fails_no_login() throws LoginException {
    User known = service.login(provider.credential("nameless")).user();
    ExternalIdentity identity = new ExternalIdentity(METHOD, "id-of-nameless");
    Authentication proven = mock(Authentication.class);
    when(proven.identity()).thenReturn(identity);
    when(proven.profile()).thenThrow(FakeIdentityProvider.outage()).thenReturn(new Profile("小红"));
    UserRepository full = mock(UserRepository.class);
    when(full.findForLogin(any(), any())).thenReturn(Optional.of(new KnownUser(known, false)));
    when(full.replaceUnchosenName(any(), any()))
        .thenThrow(new StorageUnavailableException("told to fail"));
    LoginOrRegister service = service(providerOf(proven), full);
    Credential credential = new Credential(METHOD, Map.of());

    assertThat(service.login(credential).user()).isEqualTo(known);
    verify(full, never()).replaceUnchosenName(any(), any());
    assertThat(service.login(credential).user()).isEqualTo(known);
    verify(full).replaceUnchosenName(known, new UserName("小红"));
  }

  @Test
  void a_person_who_was_registered_meanwhile_is_a_returning_user() throws LoginException {
    InMemoryUserRepository late = new InMemoryUserRepository();
    late.registerIfAbsent(
        new NewUser(new UserName("winner")), new ExternalIdentity(METHOD, "id-of-xiaoming"));
    UserRepository looksTooEarly = mock(UserRepository.class);
    when(looksTooEarly.findForLogin(any(), any())).thenReturn(Optional.empty());
    when(looksTooEarly.registerIfAbsent(any(), any()))
        .thenAnswer(call -> late.registerIfAbsent(call.getArgument(0), call.getArgument(1)));

    LoginResult result = service(provider, looksTooEarly).login(provider.credential("ticket"));

    assertThat(result).isInstanceOf(LoginResult.Returned.class);
    assertThat(result.user().name()).isEqualTo("winner");
  }

  @Test
  void a_disabled_user_is_not_let_in() throws LoginException {
    UserId disabled = service.login(provider.credential("ticket")).user().id();
    users.disable(disabled);

    assertThatThrownBy(() -> service.login(provider.credential("ticket")))
        .isInstanceOfSatisfying(
            LoginException.AccountDisabled.class,
            ending -> assertThat(ending.user()).isEqualTo(disabled))
        .hasMessage("the user is disabled");
  }

  @Test
  void a_refused_credential_writes_nothing() {
    assertThatThrownBy(() -> service.login(provider.credential("forged")))
        .isInstanceOf(LoginException.CredentialRejected.class);
    assertThat(users.size()).isZero();
  }

  @Test
  void a_profile_that_cannot_be_fetched_writes_nothing() throws LoginException {
    Authentication proven = mock(Authentication.class);
    when(proven.identity()).thenReturn(new ExternalIdentity(METHOD, "someone"));
    when(proven.profile()).thenThrow(FakeIdentityProvider.outage());

    assertThatThrownBy(
            () -> service(providerOf(proven), users).login(new Credential(METHOD, Map.of())))
        .isInstanceOf(LoginException.ProviderUnavailable.class);
    assertThat(users.size()).isZero();
  }

  @Test
  void a_store_that_cannot_look_registers_no_user() {
    users.fail();

    assertThatThrownBy(() -> service.login(provider.credential("ticket")))
        .isInstanceOf(StorageUnavailableException.class);
    users.recover();
    assertThat(users.size()).isZero();
  }

  /** A credential often works once; the client that asks again should still have it. */
  @Test
  void a_store_that_is_known_to_be_away_costs_no_credential() throws LoginException {
    Authentication proven = mock(Authentication.class);
    IdentityProvider asked = providerOf(proven);
    users.fail();

    assertThatThrownBy(() -> service(asked, users).login(new Credential(METHOD, Map.of())))
        .isInstanceOf(StorageUnavailableException.class);

    verify(asked, never()).authenticate(any());
  }

  @Test
  void a_method_that_is_not_installed_is_unknown() {
    assertThatThrownBy(
            () -> service.login(new Credential(new LoginMethod("OTHER"), Map.of("code", "1"))))
        .isInstanceOf(LoginException.UnknownLoginMethod.class);
  }

  @Test
  void a_provider_cannot_vouch_in_the_name_of_another() throws LoginException {
    Authentication foreign = mock(Authentication.class);
    when(foreign.identity()).thenReturn(new ExternalIdentity(new LoginMethod("OTHER"), "x"));

    assertThatThrownBy(
            () -> service(providerOf(foreign), users).login(new Credential(METHOD, Map.of())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the provider of FAKE proved an identity of OTHER");
    assertThat(users.size()).isZero();
  }

  private LoginOrRegister service(RegistrationMode mode) {
    return new LoginOrRegisterService(
        Logins.outcomes(new IdentityProviders(List.of(provider))),
        users,
        Logins.DEFAULT_NAME,
        mode,
        DormantIdentities.NONE);
  }

  private static LoginOrRegister service(IdentityProvider provider, UserRepository users) {
    return Logins.of(new IdentityProviders(List.of(provider)), users);
  }

  private static IdentityProvider providerOf(Authentication proven) throws LoginException {
    IdentityProvider provider = mock(IdentityProvider.class);
    when(provider.method()).thenReturn(METHOD);
    when(provider.authenticate(any())).thenReturn(proven);
    return provider;
  }
}
