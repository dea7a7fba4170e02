package dev.gatehouse.application.login;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells the listeners how logins end. Thread-safe. */
public final class LoginOutcomes {

  private final IdentityProviders providers;
  private final List<LoginListener> listeners;
  private final Clock clock;
  private final Consumer<RuntimeException> defects;

  /**
   * @param listeners are told in this order
   * @param defects takes what a listener throws
   */
  public LoginOutcomes(
      IdentityProviders providers,
      List<? extends LoginListener> listeners,
      Clock clock,
      Consumer<RuntimeException> defects) {
    this.providers = providers;
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
    this.defects = defects;
  }

  /** A login by an installed method. */
  @FunctionalInterface
  interface Login {

    /** Logs in through a configured channel; the channel is empty if there is none. */
    Entry by(IdentityProvider provider, Optional<String> channel) throws LoginException;
  }

  /**
   * A login that succeeded.
   *
   * @param recordedIn where the store has recorded it already
   */
  record Entry(LoginResult result, Set<RecordedIn> recordedIn) {}

  /**
   * Logs in and tells the listeners how that ended.
   *
   * @param channel as the client named it
   */
  LoginResult tell(LoginMethod method, Optional<String> channel, Login login)
      throws LoginException {
    long begin = System.nanoTime();
    @Nullable IdentityProvider provider = providers.find(method).orElse(null);
    Optional<String> known = channel.filter(name -> IdentityProviders.hasChannel(provider, name));
    @Nullable Entry entry = null;
    @Nullable Exception failure = null;
    try {
      if (provider == null) {
        throw new LoginException.UnknownLoginMethod();
      }
      entry = RequestContext.through(known, () -> login.by(provider, known));
      return entry.result();
    } catch (LoginException | RuntimeException e) {
      failure = e;
      note(method, provider, e);
      throw e;
    } finally {
      boolean inBrowser =
          provider instanceof RedirectIdentityProvider redirect
              && known.filter(redirect::beginsInBrowser).isPresent();
      tell(outcome(begin, method, known, inBrowser, provider, entry, failure));
    }
  }

  /**
   * Tells the listeners of a failure before a login was tried: a browser could not be sent to a
   * provider, or an endpoint of a login method failed.
   *
   * @param channel as the client named it
   * @param begin when the call began, as {@link System#nanoTime} says it
   */
  public void failed(LoginMethod method, Optional<String> channel, Exception failure, long begin) {
    @Nullable IdentityProvider provider = providers.find(method).orElse(null);
    Optional<String> known = channel.filter(name -> IdentityProviders.hasChannel(provider, name));
    note(method, provider, failure);
    tell(outcome(begin, method, known, false, provider, null, failure));
  }

  /**
   * The login method that a client named, installed or not.
   *
   * @throws LoginException.UnknownLoginMethod if no method could have this code; the listeners are
   *     told, as of a login by a method that is not installed
   */
  public LoginMethod requireMethod(String code) throws LoginException.UnknownLoginMethod {
    Optional<LoginMethod> method = LoginMethod.parse(code);
    if (method.isEmpty()) {
      LoginException.UnknownLoginMethod unknown = new LoginException.UnknownLoginMethod();
      tell(outcome(System.nanoTime(), null, Optional.empty(), false, null, null, unknown));
      throw unknown;
    }
    return method.get();
  }

  /** Tells the listeners that a browser is on its way to the page of a provider. */
  public void begun() {
    tell(LoginListener::begun);
  }

  /** The method's own words can then explain the failure. */
  private static void note(
      LoginMethod method, @Nullable IdentityProvider provider, @Nullable Exception failure) {
    if (provider != null && failure instanceof LoginException ending) {
      ending.initMethod(method);
    }
  }

  private LoginOutcome outcome(
      long begin,
      @Nullable LoginMethod method,
      Optional<String> channel,
      boolean inBrowser,
      @Nullable IdentityProvider provider,
      @Nullable Entry entry,
      @Nullable Exception failure) {
    boolean understood =
        provider != null && !(failure instanceof LoginException e && !LoginEndings.isUnderstood(e));
    return new LoginOutcome(
        clock.instant(),
        Duration.ofNanos(System.nanoTime() - begin),
        understood ? method : null,
        understood ? channel.orElse(null) : null,
        inBrowser,
        entry == null ? LoginEndings.word(failure) : ending(entry.result()),
        failure instanceof LoginException e ? String.valueOf(e.getMessage()) : "",
        entry == null ? user(failure) : entry.result().user().id(),
        entry == null ? Set.of() : entry.recordedIn(),
        RequestContext.client());
  }

  private static String ending(LoginResult result) {
    return switch (result) {
      case LoginResult.Registered _ -> LoginOutcome.REGISTERED;
      case LoginResult.Returned(_, _, boolean dormant) ->
          dormant ? LoginOutcome.RETURNED_DORMANT : LoginOutcome.RETURNED;
    };
  }

  private static @Nullable UserId user(@Nullable Exception failure) {
    return switch (failure) {
      case LoginException.AccountDisabled disabled -> disabled.user();
      case LoginException.AccountClosing closing -> closing.user();
      case LoginException.DormantIdentity dormant -> dormant.user();
      case null, default -> null;
    };
  }

  private void tell(LoginOutcome outcome) {
    tell(listener -> listener.ended(outcome));
  }

  private void tell(Consumer<LoginListener> what) {
    for (LoginListener listener : listeners) {
      try {
        what.accept(listener);
      } catch (RuntimeException defect) {
        defects.accept(defect);
      }
    }
  }
}
