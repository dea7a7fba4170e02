package dev.gatehouse.application.account;

import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.login.ProvenLogin;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.ticket.RegistrationTicket;
import dev.gatehouse.application.ticket.TicketUse;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pending registrations over the stores; first the ticket, then the person, then its use. */
public final class PendingRegistrationsService implements PendingRegistrations {

  private final ProvenLogin logins;
  private final @Nullable LoginMethodsService methods;
  private final @Nullable AccountStore store;
  private final TicketUse tickets;

  /**
   * @param methods null if the installation has no sessions
   * @param store null if the installation has none
   */
  public PendingRegistrationsService(
      ProvenLogin logins,
      @Nullable LoginMethodsService methods,
      @Nullable AccountStore store,
      UsedStateStore usedTickets,
      Clock clock) {
    this.logins = logins;
    this.methods = methods;
    this.store = store;
    this.tickets = new TicketUse(usedTickets, clock);
  }

  @Override
  public boolean isGood(RegistrationTicket ticket, String verifier) {
    return !tickets.isOver(ticket.expiresAt())
        && SecretHash.ofSecret(verifier).equals(ticket.verifierHash());
  }

  @Override
  public LoginResult register(RegistrationTicket ticket, String verifier) throws LoginException {
    requireGood(ticket, verifier);
    Optional<String> channel = Optional.ofNullable(ticket.channel());
    UserId before = ticket.user();
    try {
      return before == null
          ? logins.login(ticket.identity(), ticket.person(), channel, _ -> use(ticket))
          : logins.register(
              ticket.identity(), ticket.person(), channel, _ -> release(before, ticket));
    } catch (LoginException.CredentialRejected used) {
      // In the words for tickets, not in those of the login method.
      throw rejected();
    }
  }

  @Override
  public boolean canLink(ActiveSession session) {
    return methods != null && methods.canChange(session);
  }

  @Override
  public LinkResult link(ActiveSession session, RegistrationTicket ticket, String verifier)
      throws LoginException, AccountException {
    requireGood(ticket, verifier);
    if (methods == null) {
      throw new AccountException.NotOffered();
    }
    return methods.link(session, ticket, () -> use(ticket));
  }

  private void requireGood(RegistrationTicket ticket, String verifier)
      throws LoginException.CredentialRejected {
    if (!isGood(ticket, verifier)) {
      throw rejected();
    }
  }

  private void use(RegistrationTicket ticket) throws LoginException.CredentialRejected {
    if (!tickets.firstUse(ticket.nonce(), ticket.expiresAt())) {
      throw rejected();
    }
  }

  /**
   * A use after the ticket was issued shows that the user still has the identity. An identity is
   * released once, so the ticket needs no mark.
   */
  private void release(UserId user, RegistrationTicket ticket)
      throws LoginException.CredentialRejected {
    Instant issued = ticket.expiresAt().minus(RegistrationTicket.LIFETIME);
    if (store == null || !store.release(user, ticket.identity(), issued)) {
      throw rejected();
    }
  }

  private static LoginException.CredentialRejected rejected() {
    return new LoginException.CredentialRejected("the ticket is of another client, old or used");
  }
}
