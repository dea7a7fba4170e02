package dev.gatehouse.adapter.front;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.login.LoginException;

/** What a client is told, and with which status. */
sealed interface Answer {

  @JsonIgnore
  int status();

  /** The user is logged in. */
  record In(long user, @JsonIgnore int status) implements Answer {}

  /** The login was refused or failed. */
  record Out(String code, @JsonIgnore int status) implements Answer {}

  static Answer of(LoginResult result) {
    return switch (result) {
      case LoginResult.Registered(var user, _) -> new In(user.id().value(), 201);
      case LoginResult.Returned(var user, _, _) -> new In(user.id().value(), 200);
    };
  }

  /** No default branch: a new ending does not compile until it is answered here. */
  static Answer of(LoginException ending) {
    return switch (ending) {
      case LoginException.UnknownLoginMethod e -> new Out("unknown_login_method", 400);
      case LoginException.UnknownChannel e -> new Out("unknown_channel", 400);
      case LoginException.InvalidCredential e -> new Out("invalid_request", 400);
      case LoginException.ConsentRequired e -> new Out("consent_required", 403);
      case LoginException.CredentialRejected e -> new Out("credential_rejected", 401);
      case LoginException.LoginDeclined e -> new Out("login_declined", 401);
      case LoginException.StateMismatch e -> new Out("state_mismatch", 403);
      case LoginException.AccountRestricted e -> new Out("account_restricted", 403);
      case LoginException.HumanCheckRequired e -> new Out("human_check_required", 403);
      case LoginException.RegistrationClosed e -> new Out("registration_closed", 403);
      case LoginException.NotRegistered e -> new Out("not_registered", 409);
      case LoginException.DormantIdentity e -> new Out("confirmation_required", 403);
      case LoginException.AccountClosing e -> new Out("account_closing", 403);
      case LoginException.AccountDisabled e -> new Out("account_restricted", 403);
      case LoginException.PreviewOnly e -> new Out("preview_only", 403);
      case LoginException.IdentityIncomplete e -> new Out("identity_incomplete", 403);
      case LoginException.TooManyAttempts e -> new Out("rate_limited", 429);
      case LoginException.ProviderMisconfigured e -> new Out("provider_misconfigured", 502);
      case LoginException.ProviderUnavailable e -> new Out("provider_unavailable", 503);
    };
  }
}
