package dev.gatehouse.domain.login;

import dev.gatehouse.domain.identity.ExternalIdentity;

/**
 * The result of a proof: an identity that is certain now, and a profile that is fetched only when
 * it is asked for, because a returning user does not need one.
 *
 * <p>Not thread-safe: one thread uses it, during the login that produced it.
 */
public interface Authentication {

  /**
   * The proven identity.
   *
   * @return the same at each call, and always of the provider's own {@link
   *     IdentityProvider#method()}
   */
  ExternalIdentity identity();

  /**
   * Fetches the profile, which may cost a call to the provider.
   *
   * @return what the provider says; {@link Profile#EMPTY} if the provider was asked and says
   *     nothing
   * @throws LoginException if the provider could not be asked, or refused to answer. This is never
   *     reported as an empty profile.
   */
  Profile profile() throws LoginException;

  /**
   * Whether this proof may confirm a session before a sensitive change. A proof for which the
   * person did nothing, such as a silent login inside another application, may not.
   *
   * @return the same at each call
   */
  default boolean mayConfirm() {
    return true;
  }
}
