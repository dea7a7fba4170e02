package dev.gatehouse.application.account;

import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.login.ProvenLogin;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.ticket.ClosureTicket;
import dev.gatehouse.application.ticket.TicketUse;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginException.CredentialRejected;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.domain.user.UserName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Closures over the stores. */
public final class AccountClosureService implements AccountClosure {

  private final @Nullable AccountStore store;
  private final ProvenLogin logins;
  private final TicketUse tickets;
  private final Terms terms;
  private final Clock clock;

  /**
   * The terms of a closure.
   *
   * @param freshFor how long a proof counts
   * @param grace how long a closure can be cancelled; zero closes at once
   * @param nameLeft the name of a user whose account is closed
   */
  public record Terms(Duration freshFor, Duration grace, UserName nameLeft) {}

  /**
   * @param store null if the installation has none
   */
  public AccountClosureService(
      @Nullable AccountStore store,
      ProvenLogin logins,
      UsedStateStore usedTickets,
      Terms terms,
      Clock clock) {
    this.store = store;
    this.logins = logins;
    this.tickets = new TicketUse(usedTickets, clock);
    this.terms = terms;
    this.clock = clock;
  }

  @Override
  public Instant close(ActiveSession session) throws AccountException {
    if (store == null) {
      throw new AccountException.NotOffered();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    if (!session.session().isFresh(now, terms.freshFor())) {
      throw new AccountException.ConfirmationRequired(terms.freshFor());
    }
    return switch (store.close(session.user().id(), now.plus(terms.grace()), terms.nameLeft())) {
      case Closing.Scheduled(Instant closesAt) -> closesAt;
      case Closing.AlreadyScheduled(Instant closesAt) -> closesAt;
      case Closing.UserInactive _ -> throw new SessionInvalidException();
    };
  }

  @Override
  public LoginResult cancel(ClosureTicket ticket) throws LoginException {
    try {
      return logins.reopen(ticket.identity(), () -> reopen(ticket));
    } catch (CredentialRejected used) {
      // In the words for tickets, not in those of the login method.
      throw rejected();
    }
  }

  private User reopen(ClosureTicket ticket) throws CredentialRejected {
    if (store == null || !tickets.firstUse(ticket.nonce(), ticket.expiresAt())) {
      throw rejected();
    }
    return store.reopen(ticket.user()).orElseThrow(AccountClosureService::rejected);
  }

  private static CredentialRejected rejected() {
    return new CredentialRejected("the ticket is used or old, or the account is not closing");
  }
}
