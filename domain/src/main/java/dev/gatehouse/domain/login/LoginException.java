package dev.gatehouse.domain.login;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A login that ended without a user. The subclasses are all the ways it can, told apart by who can
 * act on it; each adapter that presents them switches over the whole set, so that a new ending does
 * not compile until it has an answer.
 *
 * <p>Messages are for the log. They are never shown to a client and contain no secret and nothing
 * of a person.
 */
public abstract sealed class LoginException extends Exception {

  private static final long serialVersionUID = 1L;

  private transient @Nullable LoginMethod method;

  private LoginException(String message) {
    super(message);
  }

  private LoginException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The installed method by which the login was tried; empty until the login has ended. */
  public final Optional<LoginMethod> method() {
    return Optional.ofNullable(method);
  }

  /** Notes the method by which the login was tried, as {@link #initCause} notes a cause. */
  public final void initMethod(LoginMethod tried) {
    method = tried;
  }

  /** No provider is installed for the method. The caller has to choose another. */
  public static final class UnknownLoginMethod extends LoginException {
    private static final long serialVersionUID = 1L;

    public UnknownLoginMethod() {
      super("no identity provider is installed for this login method");
    }
  }

  /** The method has no channel of the name that the credential asks for. The caller has to act. */
  public static final class UnknownChannel extends LoginException {
    private static final long serialVersionUID = 1L;

    public UnknownChannel() {
      super("no channel of this name is configured");
    }
  }

  /** The credential lacks what its method needs; nothing was asked of the provider. */
  public static final class InvalidCredential extends LoginException {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final Reason reason;

    public InvalidCredential(String field, Reason reason) {
      super("credential field " + field + " is " + reason);
      this.field = field;
      this.reason = reason;
    }

    /** The name of the field of the credential. */
    public String field() {
      return field;
    }

    public Reason reason() {
      return reason;
    }

    /** What is wrong with the field. */
    public enum Reason {
      MISSING,
      BLANK,
      /** What the method cannot read, such as a phone number of letters. */
      MALFORMED,
      /** Well-formed, but the method does not serve or cannot reach it. */
      UNREACHABLE
    }
  }

  /**
   * The browser that came back is not the one that began, or came too late or a second time. The
   * person has to start again; nothing was asked of the provider.
   */
  public static final class StateMismatch extends LoginException {
    private static final long serialVersionUID = 1L;

    public StateMismatch(String message) {
      super(message);
    }
  }

  /** The person said no at the provider. To log in after all, start again. */
  public static final class LoginDeclined extends LoginException {
    private static final long serialVersionUID = 1L;

    public LoginDeclined() {
      super("the person declined at the provider");
    }
  }

  /**
   * The provider answered without asking the person, and that answer does not hold all that this
   * login needs. A browser goes to the provider's page again, with {@link Consent#REQUIRED}.
   */
  public static final class ConsentRequired extends LoginException {
    private static final long serialVersionUID = 1L;

    public ConsentRequired() {
      super("the person has to consent at the provider first");
    }
  }

  /** The provider says the credential is wrong, used or expired. The person has to start again. */
  public static final class CredentialRejected extends LoginException {
    private static final long serialVersionUID = 1L;

    public CredentialRejected(String message) {
      super(message);
    }
  }

  /** The provider blocks this person. Only the person and the provider can settle it. */
  public static final class AccountRestricted extends LoginException {
    private static final long serialVersionUID = 1L;

    public AccountRestricted(String message) {
      super(message);
    }
  }

  /** The operator of this service disabled the user. Only the operator can settle it. */
  public static final class AccountDisabled extends LoginException {

    private static final long serialVersionUID = 1L;

    private final long user;

    public AccountDisabled(UserId user) {
      super("the user is disabled");
      this.user = user.value();
    }

    /** The disabled user: for operators, not for clients. */
    public UserId user() {
      return new UserId(user);
    }
  }

  /**
   * The person proved an identity of an account that is being closed. Only the person can settle
   * it, by cancelling the closure.
   */
  public static final class AccountClosing extends LoginException {

    private static final long serialVersionUID = 1L;

    private final long user;
    private final transient ExternalIdentity identity;
    private final Instant closesAt;

    public AccountClosing(UserId user, ExternalIdentity identity, Instant closesAt) {
      super("the user has asked to close the account");
      this.user = user.value();
      this.identity = identity;
      this.closesAt = closesAt;
    }

    public UserId user() {
      return new UserId(user);
    }

    /** The identity that was proven: for a ticket, not for clients. */
    public ExternalIdentity identity() {
      return identity;
    }

    /** When the account is closed for good. */
    public Instant closesAt() {
      return closesAt;
    }
  }

  /** Too many tries, by this person or in this person's name. Later tries can succeed. */
  public static final class TooManyAttempts extends LoginException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public TooManyAttempts(String message, Duration retryAfter) {
      super(message);
      this.retryAfter = retryAfter;
    }

    /** How long the client should wait before it tries again. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }

  /**
   * The request looks like abuse, and the client has not shown that a person makes it. The client
   * shows a challenge of the checker and asks again with the answer.
   */
  public static final class HumanCheckRequired extends LoginException {
    private static final long serialVersionUID = 1L;

    private final String provider;
    private final String siteKey;

    /**
     * @param provider of the challenge, a name that clients know
     * @param siteKey for the client, public
     */
    public HumanCheckRequired(String provider, String siteKey) {
      super("a human check is required");
      this.provider = provider;
      this.siteKey = siteKey;
    }

    public String provider() {
      return provider;
    }

    public String siteKey() {
      return siteKey;
    }
  }

  /**
   * The person is unknown, and this service registers no new users. Only the operator can change
   * that.
   */
  public static final class RegistrationClosed extends LoginException {
    private static final long serialVersionUID = 1L;

    public RegistrationClosed() {
      super("the person is unknown, and no new user is registered");
    }
  }

  /** The person is to be asked before a user is registered. Only the person can settle it. */
  public abstract static sealed class PersonAsked extends LoginException {
    private static final long serialVersionUID = 1L;

    private final transient ExternalIdentity identity;
    private final transient NewUser person;
    private final @Nullable String channel;

    private PersonAsked(
        String message, ExternalIdentity identity, NewUser person, @Nullable String channel) {
      super(message);
      this.identity = identity;
      this.person = person;
      this.channel = channel;
    }

    /** The identity that was proven: for a ticket, not for clients. */
    public ExternalIdentity identity() {
      return identity;
    }

    /** As the person would be registered. */
    public NewUser person() {
      return person;
    }

    /** Through which the identity was proven. */
    public Optional<String> channel() {
      return Optional.ofNullable(channel);
    }
  }

  /** The person is unknown, and is to be asked before a user is registered. */
  public static final class NotRegistered extends PersonAsked {
    private static final long serialVersionUID = 1L;

    /**
     * @param person as the person would be registered
     * @param channel through which the identity was proven; null if there is none
     */
    public NotRegistered(ExternalIdentity identity, NewUser person, @Nullable String channel) {
      super("the person is unknown and is asked first", identity, person, channel);
    }
  }

  /**
   * The identity leads to a user who has not used it for long, so it may belong to another person
   * by now. The user proves another login method, or the person says that the account is another's.
   */
  public static final class DormantIdentity extends PersonAsked {
    private static final long serialVersionUID = 1L;

    private final long user;

    /**
     * @param user to whom the identity leads
     * @param person as the person would be registered in place of the user
     * @param channel through which the identity was proven; null if there is none
     */
    public DormantIdentity(
        UserId user, ExternalIdentity identity, NewUser person, @Nullable String channel) {
      super("the identity was not used for long", identity, person, channel);
      this.user = user.value();
    }

    /** The user to whom the identity leads: for a ticket, not for clients. */
    public UserId user() {
      return new UserId(user);
    }
  }

  /**
   * The provider shows a preview account in place of the person's. Its identity is not to be looked
   * up or registered. The person has to leave the preview and start again.
   */
  public static final class PreviewOnly extends LoginException {
    private static final long serialVersionUID = 1L;

    public PreviewOnly(String message) {
      super(message);
    }
  }

  /** The provider knows the person but names no stable identity. The operator has to act. */
  public static final class IdentityIncomplete extends LoginException {
    private static final long serialVersionUID = 1L;

    public IdentityIncomplete(String message) {
      super(message);
    }
  }

  /** The provider refuses our set-up. The operator has to act; the message says on what. */
  public static final class ProviderMisconfigured extends LoginException {
    private static final long serialVersionUID = 1L;

    public ProviderMisconfigured(String message) {
      super(message);
    }
  }

  /** The provider cannot be reached, is failing, throttling or talking nonsense. Time will tell. */
  public static final class ProviderUnavailable extends LoginException {
    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public ProviderUnavailable(String message, Duration retryAfter) {
      super(message);
      this.retryAfter = retryAfter;
    }

    /**
     * @param cause must not carry a secret in its message either
     */
    public ProviderUnavailable(String message, Duration retryAfter, Throwable cause) {
      super(message, cause);
      this.retryAfter = retryAfter;
    }

    /** How long the client should wait before it starts again. */
    public Duration retryAfter() {
      return retryAfter;
    }
  }
}
