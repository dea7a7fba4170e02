package dev.gatehouse.domain.login;

import java.util.Objects;

/**
 * What a credential is presented for. A provider that issues credentials itself refuses one that it
 * issued for another purpose or another session.
 *
 * @param session the session that presents it, as opaque text; empty for a login
 */
public record ProofPurpose(Kind kind, String session) {

  /** To log in or register. */
  public static final ProofPurpose LOGIN = new ProofPurpose(Kind.LOGIN, "");

  /** What a proof is good for. */
  public enum Kind {
    /** To log in or register. */
    LOGIN,
    /** To add a login method to the user of a session. */
    LINK,
    /** To prove again that the user of a session is present. */
    CONFIRM
  }

  public ProofPurpose {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(session, "session");
  }
}
