package dev.gatehouse.application.session;

import java.util.Map;
import java.util.Optional;

/**
 * Signs claims as JSON Web Tokens (RFC 7519) with the first signing key, and checks such tokens.
 * Thread-safe. It is installed only if sessions are on.
 */
public interface TokenSigner {

  /** The issuer of all tokens of this service: how browsers reach it. */
  String issuer();

  /**
   * Signs a token.
   *
   * @param claims values of JSON: texts, numbers, lists, maps
   */
  String sign(Map<String, Object> claims);

  /**
   * The claims of a token that was signed with one of the keys. Nothing else is checked: the caller
   * looks at the issuer, the times and what the token is for.
   *
   * @return empty if none of the keys signed it, or if its header has anything that the tokens of
   *     this service do not have
   */
  Optional<Map<String, Object>> verify(String token);
}
