package dev.gatehouse.application.account;

import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.SessionInvalidException;
import dev.gatehouse.application.ticket.ClosureTicket;
import dev.gatehouse.application.ticket.TicketUse;
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
      @Nullable AccountStore store, UsedStateStore usedTickets, Terms terms, Clock clock) {
    this.store = store;
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
  public LoginResult.Returned cancel(ClosureTicket ticket) throws CredentialRejected {
    if (store == null || !tickets.firstUse(ticket.nonce(), ticket.expiresAt())) {
      throw rejected();
    }
    User user = store.reopen(ticket.user()).orElseThrow(AccountClosureService::rejected);
    return new LoginResult.Returned(user, ticket.identity());
  }

  private static CredentialRejected rejected() {
    return new CredentialRejected("the ticket is used or old, or the account is not closing");
  }
}
