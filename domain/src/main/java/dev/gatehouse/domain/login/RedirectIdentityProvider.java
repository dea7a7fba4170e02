package dev.gatehouse.domain.login;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An identity provider that has a page of its own: a browser is sent there and comes back with a
 * code.
 *
 * <p>A credential for {@link #authenticate} has the fields {@value #CHANNEL} and {@value #CODE}.
 * The caller has already checked that the {@link State} came back to the browser that began; the
 * provider does not check it.
 *
 * <p>Implementations are thread-safe. Only {@link #authenticate} asks anything of the provider; the
 * other methods answer from the configuration and do not wait. {@code
 * RedirectIdentityProviderContract} in the testkit is this contract as tests.
 */
public interface RedirectIdentityProvider extends IdentityProvider {

  /** The field of a credential with the code that the provider gave to the browser. */
  String CODE = "code";

  /** The field of a credential with the state that came back beside the code. */
  String STATE = "state";

  /**
   * All channels, including those that do not begin in a browser.
   *
   * @return the same at each call
   */
  @Override
  Set<String> channels();

  /**
   * Whether a login through this channel begins in a browser. Such a login needs a state: without
   * one, an attacker could log a stranger's browser in as the attacker.
   *
   * @param channel any text at all
   * @return false if no channel of this name is configured
   */
  boolean beginsInBrowser(String channel);

  /** Whether a credential names a channel that begins in a browser, and so needs a state. */
  default boolean needsState(Credential credential) {
    return credential.field(CHANNEL).filter(this::beginsInBrowser).isPresent();
  }

  /**
   * The page on which the provider asks the person for consent. With {@link Consent#WHEN_NEEDED} a
   * provider may send the browser back silently. {@link #authenticate} or {@link
   * Authentication#profile} then throws {@link LoginException.ConsentRequired} if that does not
   * suffice.
   *
   * @return an absolute URL that holds no secret
   * @throws LoginException.UnknownChannel if the channel is not configured or does not begin in a
   *     browser
   */
  URI authorizationPage(AuthorizationRequest request) throws LoginException.UnknownChannel;

  /**
   * The channels that begin in a browser.
   *
   * @return in the order in which a page should offer them; empty if there are none
   */
  List<String> browserChannels();

  /**
   * Whether a person can log in through this channel with a browser of this name. Some applications
   * have a browser of their own in which a channel does not work, or works alone. A page offers the
   * channels that work; the answer protects nothing.
   *
   * @param channel a channel that begins in a browser
   * @param userAgent any text at all, as the browser sent it; empty if it sent none
   */
  BrowserSupport support(String channel, String userAgent);

  /**
   * The form with which a page of ours can ask the person without leaving the page.
   *
   * @param channel any text at all
   * @return empty if the provider has no such form, if it is not switched on, or if the channel
   *     does not begin in a browser
   */
  Optional<EmbeddedForm> embeddedForm(String channel);
}
