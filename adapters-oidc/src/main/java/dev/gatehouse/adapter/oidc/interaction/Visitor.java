package dev.gatehouse.adapter.oidc.interaction;

import dev.gatehouse.application.session.ActiveSession;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/**
 * The person in front of the browser. The framework sees an authenticated one always; {@link
 * Interactions} looks whether there is a session.
 */
public final class Visitor extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;
  private static final String ANONYMOUS = "anonymous";

  private final String name;
  private final transient @Nullable ActiveSession session;

  /** A visitor with a session or without. */
  public Visitor(@Nullable ActiveSession session) {
    this(session == null ? ANONYMOUS : Long.toString(session.user().id().value()), session);
  }

  /** A visitor whose user id is in a token. */
  public Visitor(String userId) {
    this(userId, null);
  }

  private Visitor(String name, @Nullable ActiveSession session) {
    super(AuthorityUtils.NO_AUTHORITIES);
    this.name = name;
    this.session = session;
    setAuthenticated(true);
  }

  /** The session of the browser; null if there is none. */
  public @Nullable ActiveSession session() {
    return session;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Object getPrincipal() {
    return name;
  }
}
