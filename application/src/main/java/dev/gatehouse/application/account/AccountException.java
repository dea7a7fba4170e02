package dev.gatehouse.application.account;

import java.time.Duration;

/**
 * A change of an account that was refused. Nothing was written. The subclasses are all reasons; the
 * adapter that presents them switches over the whole set.
 */
public abstract sealed class AccountException extends Exception {

  private static final long serialVersionUID = 1L;

  private AccountException(String message) {
    super(message);
  }

  /** A stable word for logs and for programs, of lower-case letters and {@code _}. */
  public abstract String code();

  /** The user has to prove again that they are present. */
  public static final class ConfirmationRequired extends AccountException {
    private static final long serialVersionUID = 1L;

    private final Duration freshFor;

    public ConfirmationRequired(Duration freshFor) {
      super("the last proof of this session is too old");
      this.freshFor = freshFor;
    }

    /** How long a proof counts. */
    public Duration freshFor() {
      return freshFor;
    }

    @Override
    public String code() {
      return "confirmation_required";
    }
  }

  /** The identity leads to another user. */
  public static final class IdentityTaken extends AccountException {
    private static final long serialVersionUID = 1L;

    public IdentityTaken() {
      super("the identity leads to another user");
    }

    @Override
    public String code() {
      return "identity_taken";
    }
  }

  /** No usable login method would remain. */
  public static final class LastLoginMethod extends AccountException {
    private static final long serialVersionUID = 1L;

    public LastLoginMethod() {
      super("the user could not log in without this login method");
    }

    @Override
    public String code() {
      return "last_login_method";
    }
  }

  /** The user has as many login methods as a user can have. */
  public static final class TooManyLoginMethods extends AccountException {
    private static final long serialVersionUID = 1L;

    public TooManyLoginMethods() {
      super("the user has %d login methods".formatted(AccountStore.MOST_LOGIN_METHODS));
    }

    @Override
    public String code() {
      return "too_many_login_methods";
    }
  }

  /** This installation keeps users where they cannot change their accounts. */
  public static final class NotOffered extends AccountException {
    private static final long serialVersionUID = 1L;

    public NotOffered() {
      super("no AccountStore is installed");
    }

    @Override
    public String code() {
      return "not_found";
    }
  }

  /** The user has no login method of this id. */
  public static final class NoSuchLoginMethod extends AccountException {
    private static final long serialVersionUID = 1L;

    public NoSuchLoginMethod() {
      super("the user has no login method of this id");
    }

    @Override
    public String code() {
      return "not_found";
    }
  }
}
