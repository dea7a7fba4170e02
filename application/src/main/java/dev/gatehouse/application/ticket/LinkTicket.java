package dev.gatehouse.application.ticket;

import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.login.State;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/**
 * An identity that was proven in a browser, until the person confirms that it is to be linked. The
 * adapter that hands it out seals it.
 *
 * @param session in which it was proven, and in which alone it can be linked
 * @param channel through which it was proven
 * @param returnTo where the browser goes in the end
 * @param nonce makes it unique
 */
public record LinkTicket(
    SessionId session,
    ExternalIdentity identity,
    String channel,
    URI returnTo,
    State nonce,
    Instant expiresAt) {

  public LinkTicket {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(returnTo, "returnTo");
    Objects.requireNonNull(nonce, "nonce");
    Objects.requireNonNull(expiresAt, "expiresAt");
  }

  /** Shows nothing of the person. */
  @Override
  public String toString() {
    return "LinkTicket[]";
  }
}
