package dev.gatehouse.domain.login;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An identity provider to whose page a browser is sent, and from which it comes back with a code.
 *
 * <p>What it is given to {@linkplain #authenticate prove} are the fields {@value #CHANNEL} and
 * {@value #CODE}. That the {@link State} came back to the browser that had begun is certain by
 * then, and none of the provider's business. {@code RedirectIdentityProviderContract} in the
 * testkit is this contract as tests.
 */
public interface RedirectIdentityProvider extends IdentityProvider {

  /** The field of a credential with what the provider gave the browser. */
  String CODE = "code";

  /** The field of a credential with the state that came back beside the code. */
  String STATE = "state";

  /** All channels, those included that do not begin in a browser. */
  @Override
  Set<String> channels();

  /**
   * Whether a login through this channel begins in a browser and therefore needs a state: without
   * one, anybody could log a stranger's browser in as themselves.
   *
   * @param channel any text at all; channels that are not configured do not begin anywhere
   */
  boolean beginsInBrowser(String channel);

  /**
   * The page on which the provider asks the person. Asks nothing of the provider.
   *
   * @return an absolute URL that holds no secret
   * @throws LoginException.UnknownChannel if the channel is not configured, or does not begin in a
   *     browser
   */
  URI authorizationPage(AuthorizationRequest request) throws LoginException.UnknownChannel;

  /** The channels that begin in a browser, in the order in which a page should offer them. */
  List<String> browserChannels();

  /**
   * Whether somebody can log in this way with a browser that calls itself so: some applications
   * have a browser in which their own way to log in does not work.
   *
   * @param userAgent any text at all, as the browser sent it; empty if it sent none
   */
  boolean worksIn(String userAgent);

  /**
   * The form by which a page can ask the person within itself.
   *
   * @param channel any text at all
   * @return empty if the provider has none, if it is not switched on, or if the channel does not
   *     begin in a browser
   */
  Optional<EmbeddedForm> embeddedForm(String channel);
}
