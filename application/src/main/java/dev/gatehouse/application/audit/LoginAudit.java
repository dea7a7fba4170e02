package dev.gatehouse.application.audit;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginEndings;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.UserId;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees to it that each login leaves one audit record, however it ends. Thread-safe. */
public final class LoginAudit {

  private final AuditLog log;
  private final IdentityProviders providers;
  private final Clock clock;

  public LoginAudit(AuditLog log, IdentityProviders providers, Clock clock) {
    this.log = log;
    this.providers = providers;
    this.clock = clock;
  }

  /** Something that lets somebody in. */
  @FunctionalInterface
  interface Login extends ScopedValue.CallableOp<LoginResult, LoginException> {}

  /**
   * Does a login and records how it ended.
   *
   * @param channel as a client named it
   */
  LoginResult login(LoginMethod method, Optional<String> channel, Login login)
      throws LoginException {
    return through(method, channel, () -> recorded(method, login));
  }

  /** Does something for somebody who logs in through the channel of this name, if there is one. */
  <R, X extends Throwable> R through(
      LoginMethod method, Optional<String> channel, ScopedValue.CallableOp<? extends R, X> work)
      throws X {
    return RequestContext.through(
        channel.flatMap(name -> providers.channel(method, name)).orElse(""), work);
  }

  private LoginResult recorded(LoginMethod method, Login login) throws LoginException {
    String defect = LoginEndings.INTERNAL_ERROR;
    try {
      LoginResult result = login.call();
      defect = "";
      log.record(
          switch (result) {
            case LoginResult.Registered(var user, _) ->
                AuditRecord.registration(clock.instant(), user.id(), method);
            case LoginResult.Returned(var user, _) ->
                AuditRecord.login(clock.instant(), user.id(), method);
          });
      return result;
    } catch (LoginException ending) {
      defect = "";
      throw refused(method, ending);
    } catch (StorageUnavailableException e) {
      defect = LoginEndings.STORAGE_UNAVAILABLE;
      throw e;
    } finally {
      if (!defect.isEmpty()) {
        refused(null, method, RequestContext.channel().orElse(null), defect);
      }
    }
  }

  /**
   * Records that somebody was refused before a login was tried.
   *
   * @param method by which it would have been
   * @return the ending, for the caller to throw
   */
  <X extends LoginException> X refused(LoginMethod method, X ending) {
    boolean understood = LoginEndings.isUnderstood(ending);
    refused(
        LoginEndings.user(ending).orElse(null),
        understood ? method : null,
        understood ? RequestContext.channel().orElse(null) : null,
        LoginEndings.word(ending));
    return ending;
  }

  private void refused(
      @Nullable UserId user,
      @Nullable LoginMethod method,
      @Nullable String channel,
      String outcome) {
    log.record(
        new AuditRecord(
            clock.instant(),
            AuditRecord.Event.REFUSAL,
            outcome,
            user,
            method,
            channel,
            RequestContext.client()));
  }
}
