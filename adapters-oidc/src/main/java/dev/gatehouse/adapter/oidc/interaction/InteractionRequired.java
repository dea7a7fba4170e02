package dev.gatehouse.adapter.oidc.interaction;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/** A valid authorization request that the person has to do something for. */
public final class InteractionRequired
    extends OAuth2AuthorizationCodeRequestAuthenticationException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What there is to do. */
  public enum Kind {
    LOGIN,
    CONFIRM,
    CONSENT
  }

  InteractionRequired(Kind kind, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
    super(new OAuth2Error("interaction_required"), request);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
