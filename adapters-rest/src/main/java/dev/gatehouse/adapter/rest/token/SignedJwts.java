package dev.gatehouse.adapter.rest.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.gatehouse.adapter.rest.client.PublicUrl;
import dev.gatehouse.application.session.TokenSigner;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** JWTs that are signed with ES256 (SEC-22). */
final class SignedJwts implements TokenSigner {

  /** Nothing else may stand in a header: no other algorithm, no key brought along, no critical. */
  private static final Set<String> HEADER = Set.of("alg", "typ", "kid");

  /** The limit in characters. A longer text is not decoded. */
  private static final int MAX_LENGTH = 2048;

  private final SigningKeys keys;
  private final String issuer;

  SignedJwts(SigningKeys keys, PublicUrl issuer) {
    this.keys = keys;
    this.issuer = issuer.toString();
  }

  @Override
  public String issuer() {
    return issuer;
  }

  @Override
  public String sign(Map<String, Object> claims) {
    try {
      return sign(JWTClaimsSet.parse(claims));
    } catch (ParseException e) {
      throw new IllegalArgumentException("not the claims of a token", e);
    }
  }

  String sign(JWTClaimsSet claims) {
    SigningKey key = keys.first();
    SignedJWT token = new SignedJWT(key.header(), claims);
    try {
      token.sign(key.signer());
    } catch (JOSEException e) {
      throw new IllegalStateException("cannot sign a token", e);
    }
    return token.serialize();
  }

  @Override
  public Optional<Map<String, Object>> verify(String token) {
    return signed(token, MAX_LENGTH).map(jwt -> jwt.getPayload().toJSONObject());
  }

  /**
   * The token, if one of our keys signed it.
   *
   * @param maxLength of the token, in characters
   */
  Optional<SignedJWT> signed(String token, int maxLength) {
    if (token.length() > maxLength) {
      return Optional.empty();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      return isSigned(jwt) ? Optional.of(jwt) : Optional.empty();
    } catch (ParseException | JOSEException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private boolean isSigned(SignedJWT jwt) throws JOSEException {
    JWSHeader header = jwt.getHeader();
    if (!header.getIncludedParams().equals(HEADER)
        || !JWSAlgorithm.ES256.equals(header.getAlgorithm())
        || !JOSEObjectType.JWT.equals(header.getType())) {
      return false;
    }
    Optional<SigningKey> key = keys.of(header.getKeyID());
    return key.isPresent() && jwt.verify(key.get().verifier());
  }
}
