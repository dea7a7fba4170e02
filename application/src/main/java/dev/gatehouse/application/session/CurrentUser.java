package dev.gatehouse.application.session;

/**
 * Tells whose request the present thread handles. An endpoint of a login method asks this before it
 * does something for a signed-in user.
 *
 * <p>Thread-safe. It is installed only if sessions are on.
 */
@FunctionalInterface
public interface CurrentUser {

  /**
   * The session that the request belongs to: by its bearer token, or else by its cookie. In a
   * request that can change something the cookie counts only if the request comes from a page of
   * this service. The session is live, and its user is not disabled. This costs one statement.
   *
   * @throws SessionInvalidException if there is no such session. The HTTP API answers it as 401
   *     {@code session_invalid}.
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store could not look
   * @throws IllegalStateException if the thread handles no request
   */
  ActiveSession require();
}
