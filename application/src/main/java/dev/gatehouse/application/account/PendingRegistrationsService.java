package dev.gatehouse.application.account;

import dev.gatehouse.application.browser.UsedStateStore;
import dev.gatehouse.application.login.LoginResult;
import dev.gatehouse.application.login.ProvenLogin;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.domain.login.LoginException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pending registrations over the stores; first the ticket, then the person, then its use. */
public final class PendingRegistrationsService implements PendingRegistrations {

  private final ProvenLogin logins;
  private final @Nullable LoginMethodsService methods;
  private final TicketUse tickets;

  /**
   * @param methods null if the installation has no sessions
   */
  public PendingRegistrationsService(
      ProvenLogin logins,
      @Nullable LoginMethodsService methods,
      UsedStateStore usedTickets,
      Clock clock) {
    this.logins = logins;
    this.methods = methods;
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
    try {
      return logins.login(
          ticket.identity(),
          ticket.person(),
          Optional.ofNullable(ticket.channel()),
          _ -> use(ticket));
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

  private static LoginException.CredentialRejected rejected() {
    return new LoginException.CredentialRejected("the ticket is of another client, old or used");
  }
}
