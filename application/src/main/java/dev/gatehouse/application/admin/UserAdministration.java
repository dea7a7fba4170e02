package dev.gatehouse.application.admin;

import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.account.Closing;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.Unlinking;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.domain.user.UserRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds, shows and changes users for operators. Each change leaves audit records with the client of
 * the {@link dev.gatehouse.application.login.RequestContext}, so a caller names the operator there.
 * An empty answer means that there is no such user.
 *
 * <p>Thread-safe. All methods throw {@link dev.gatehouse.domain.user.StorageUnavailableException}
 * if the store cannot be reached or will not commit.
 */
public final class UserAdministration {

  /** Stands for the session of an operator, because an operator has no session. */
  private static final SessionId NO_SESSION = SessionId.of(new byte[SessionId.LENGTH]);

  private final Stores stores;
  private final Terms terms;
  private final Clock clock;

  /**
   * Where users, sessions and audit records are kept.
   *
   * @param ended is told of the sessions that a call on {@code sessions} has ended
   * @param trail null if the installed audit log cannot be read
   * @param installed the methods by which users can log in
   */
  public record Stores(
      UserRepository users,
      AccountStore accounts,
      SessionStore sessions,
      Consumer<SessionEnd> ended,
      @Nullable AuditTrail trail,
      Supplier<Set<LoginMethod>> installed) {}

  /**
   * How accounts are closed.
   *
   * @param grace how long a closure can be cancelled
   * @param nameLeft the name of a user whose account is closed
   */
  public record Terms(Duration grace, UserName nameLeft) {}

  /** Works on these stores. */
  public UserAdministration(Stores stores, Terms terms, Clock clock) {
    this.stores = stores;
    this.terms = terms;
    this.clock = clock;
  }

  /** The user to whom an identity leads. */
  public Optional<User> find(ExternalIdentity identity) {
    return stores.users().findByIdentity(identity);
  }

  /**
   * The users of a name.
   *
   * @param after {@link Page#next} of the page before; null for the first page
   * @throws IllegalArgumentException if {@code after} is no such text
   */
  public Page<User> named(String name, int atMost, @Nullable String after) {
    UserId last = after == null ? null : new UserId(Long.parseLong(after));
    return Page.of(
        stores.accounts().named(name, atMost + 1, last),
        atMost,
        user -> Long.toString(user.id().value()));
  }

  /** A user with its login methods. */
  public Optional<UserDetails> show(UserId id) {
    return stores
        .users()
        .find(id)
        .map(user -> new UserDetails(user, stores.accounts().identitiesOf(id)));
  }

  /**
   * The audit records about a user, the newest first.
   *
   * @param before {@link Page#next} of the page before; null for the first page
   * @throws IllegalArgumentException if {@code before} is no such text
   * @throws NoAuditTrailException if the installed audit log cannot be read
   */
  public Optional<Page<AuditTrail.Entry>> history(UserId id, int atMost, @Nullable String before) {
    AuditTrail trail = stores.trail();
    if (trail == null) {
      throw new NoAuditTrailException();
    }
    return stores
        .users()
        .find(id)
        .map(_ -> Page.of(trail.of(id, atMost + 1, before), atMost, AuditTrail.Entry::id));
  }

  /** Shuts a user out and ends all its sessions. */
  public Optional<UserDetails> disable(UserId id) {
    return stores.accounts().disable(id) ? show(id) : Optional.empty();
  }

  /** Lets a disabled user in again. */
  public Optional<UserDetails> enable(UserId id) {
    return stores.accounts().enable(id) ? show(id) : Optional.empty();
  }

  /**
   * Ends all sessions of a user.
   *
   * @return how many there were
   */
  public OptionalInt signOut(UserId id) {
    if (stores.users().find(id).isEmpty()) {
      return OptionalInt.empty();
    }
    Optional<SessionEnd> end =
        stores.sessions().removeAll(id, SessionEndReason.SIGNED_OUT_EVERYWHERE);
    end.ifPresent(stores.ended());
    return OptionalInt.of(end.map(SessionEnd::sessions).orElse(0));
  }

  /** Schedules the closure of an account, as its user could, also if the user is disabled. */
  public Optional<Closing> close(UserId id) {
    // To the precision of a store: a repeated call gets the same answer.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Closing closing = stores.accounts().close(id, now.plus(terms.grace()), terms.nameLeft());
    return closing instanceof Closing.UserInactive && stores.users().find(id).isEmpty()
        ? Optional.empty()
        : Optional.of(closing);
  }

  /** Unlinks a login method, unless the user could not log in without it. */
  public Optional<Unlinking> unlink(UserId id, LoginMethodId method) {
    Unlinking unlinking =
        stores.accounts().unlink(id, method, NO_SESSION, stores.installed().get());
    return unlinking instanceof Unlinking.UserInactive && stores.users().find(id).isEmpty()
        ? Optional.empty()
        : Optional.of(unlinking);
  }
}
