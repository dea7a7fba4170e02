package dev.gatehouse.domain.login;

/**
 * The outcome of a proof: an identity that is certain now, and a profile that is fetched only when
 * somebody asks for it, because a returning user does not need one.
 *
 * <p>Used by one thread, during the login that produced it.
 */
public interface Authentication {

  /** The proven identity; always of the provider's own {@link IdentityProvider#method()}. */
  ExternalIdentity identity();

  /**
   * Fetches the profile, which may cost a call to the provider.
   *
   * @return what the provider says; {@link Profile#EMPTY} if it says nothing
   * @throws LoginException if the provider could not be asked or refused; it never answers an empty
   *     profile because it could not look
   */
  Profile profile() throws LoginException;
}
