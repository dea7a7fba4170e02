package dev.gatehouse.application.login;

import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.StorageUnavailableException;
import org.jspecify.annotations.Nullable;

/** What the ways in which a login can end are called, in logs and to programs. */
public final class LoginEndings {

  /** The store did not do its work. */
  public static final String STORAGE_UNAVAILABLE = "storage_unavailable";

  /** A defect of ours. */
  public static final String INTERNAL_ERROR = "internal_error";

  /** The request made no sense. */
  public static final String INVALID_REQUEST = "invalid_request";

  /** State and browser do not belong together. */
  public static final String STATE_MISMATCH = "state_mismatch";

  /** The person refused at the provider. */
  public static final String LOGIN_DECLINED = "login_declined";

  private LoginEndings() {}

  /** The word for a failure: stable, of lower-case letters and {@code _}. */
  static String word(@Nullable Exception failure) {
    return switch (failure) {
      case LoginException e -> word(e);
      case StorageUnavailableException _ -> STORAGE_UNAVAILABLE;
      case null, default -> INTERNAL_ERROR;
    };
  }

  /** The word for an ending: stable, of lower-case letters and {@code _}. */
  public static String word(LoginException ending) {
    return switch (ending) {
      case LoginException.UnknownLoginMethod _ -> "unknown_login_method";
      case LoginException.UnknownChannel _ -> "unknown_channel";
      case LoginException.InvalidCredential _ -> INVALID_REQUEST;
      case LoginException.StateMismatch _ -> STATE_MISMATCH;
      case LoginException.LoginDeclined _ -> LOGIN_DECLINED;
      case LoginException.ConsentRequired _ -> "consent_required";
      case LoginException.CredentialRejected _ -> "credential_rejected";
      case LoginException.AccountRestricted _ -> "account_restricted";
      case LoginException.AccountDisabled _ -> "account_disabled";
      case LoginException.AccountClosing _ -> "account_closing";
      case LoginException.TooManyAttempts _ -> "rate_limited";
      case LoginException.HumanCheckRequired _ -> "human_check_required";
      case LoginException.RegistrationClosed _ -> "registration_closed";
      case LoginException.NotRegistered _ -> "not_registered";
      case LoginException.DormantIdentity _ -> "confirmation_required";
      case LoginException.PreviewOnly _ -> "preview_only";
      case LoginException.IdentityIncomplete _ -> "identity_incomplete";
      case LoginException.ProviderMisconfigured _ -> "provider_misconfigured";
      case LoginException.ProviderUnavailable _ -> "provider_unavailable";
    };
  }

  /**
   * Whether method and channel of a refused login are ones that there are. If not, they are what a
   * client made up, perhaps a secret in the wrong field.
   */
  public static boolean isUnderstood(LoginException ending) {
    return switch (ending) {
      case LoginException.UnknownLoginMethod _,
          LoginException.UnknownChannel _,
          LoginException.InvalidCredential _ ->
          false;
      case LoginException.StateMismatch _,
          LoginException.LoginDeclined _,
          LoginException.ConsentRequired _,
          LoginException.CredentialRejected _,
          LoginException.AccountRestricted _,
          LoginException.AccountDisabled _,
          LoginException.AccountClosing _,
          LoginException.TooManyAttempts _,
          LoginException.HumanCheckRequired _,
          LoginException.RegistrationClosed _,
          LoginException.NotRegistered _,
          LoginException.DormantIdentity _,
          LoginException.PreviewOnly _,
          LoginException.IdentityIncomplete _,
          LoginException.ProviderMisconfigured _,
          LoginException.ProviderUnavailable _ ->
          true;
    };
  }
}
