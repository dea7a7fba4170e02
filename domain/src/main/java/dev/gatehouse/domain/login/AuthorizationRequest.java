package dev.gatehouse.domain.login;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/**
 * What a provider's page has to know to ask a person for consent.
 *
 * @param channel the channel through which the browser comes
 * @param state what the provider has to hand back unchanged
 * @param callback the absolute address of ours to which it has to send the browser
 * @param language what the person reads
 * @param consent whether the page has to ask the person
 */
public record AuthorizationRequest(
    String channel, State state, URI callback, Locale language, Consent consent) {

  /**
   * @throws IllegalArgumentException if the callback is not absolute
   */
  public AuthorizationRequest {
    Objects.requireNonNull(channel, "channel");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(consent, "consent");
    if (!callback.isAbsolute()) {
      throw new IllegalArgumentException("callback must be an absolute URL");
    }
  }

  /** A request whose page asks the person when needed. */
  public AuthorizationRequest(String channel, State state, URI callback, Locale language) {
    this(channel, state, callback, language, Consent.WHEN_NEEDED);
  }
}
