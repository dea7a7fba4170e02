package dev.gatehouse.adapter.oidc;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.DirectDecrypter;
import com.nimbusds.jose.crypto.DirectEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import dev.gatehouse.application.session.ClientGrant;
import dev.gatehouse.application.session.DerivedKeys;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.login.State;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authorization codes. A code holds all that its redemption needs, sealed with AES-256-GCM, so that
 * nothing is kept until it is redeemed and every replica can redeem it. Thread-safe.
 */
final class AuthorizationCodes {

  private static final String PURPOSE = "oidc authorization code v1";
  private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.DIR, EncryptionMethod.A256GCM);

  /** The limit in characters. A longer text was not sealed here. */
  private static final int MAX_LENGTH = 4096;

  private final List<byte[]> keys;

  AuthorizationCodes(DerivedKeys keys) {
    this.keys = keys.of(PURPOSE);
  }

  /**
   * What a code stands for.
   *
   * @param once is used up when the code is
   * @param first the token that will carry the client's session; its id names the session that a
   *     code shown twice has to end
   * @param user the id, as in tokens
   * @param nonce null if the client sent none
   */
  record Content(
      State once,
      RefreshToken first,
      ClientGrant grant,
      String user,
      String redirectUri,
      String challenge,
      @Nullable String nonce,
      Instant issuedAt,
      Instant expiresAt) {

    /** Shows no secret. */
    @Override
    public String toString() {
      return "Content[]";
    }
  }

  String seal(Content content) {
    EncryptedJWT sealed =
        new EncryptedJWT(
            HEADER,
            new JWTClaimsSet.Builder()
                .jwtID(content.once().value())
                .claim("t", content.first().value())
                .claim("c", content.grant().client())
                .claim("s", content.grant().scopeText())
                .claim("p", content.grant().parent().value())
                .subject(content.user())
                .claim("r", content.redirectUri())
                .claim("h", content.challenge())
                .claim("n", content.nonce())
                .issueTime(Date.from(content.issuedAt()))
                .expirationTime(Date.from(content.expiresAt()))
                .build());
    try {
      sealed.encrypt(new DirectEncrypter(keys.getFirst()));
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
    return sealed.serialize();
  }

  /** Empty for what was not sealed here. */
  Optional<Content> open(String code) {
    return code.length() > MAX_LENGTH
        ? Optional.empty()
        : keys.stream().flatMap(key -> open(code, key).stream()).findFirst();
  }

  private static Optional<Content> open(String code, byte[] key) {
    try {
      EncryptedJWT sealed = EncryptedJWT.parse(code);
      if (!sealed.getHeader().toBase64URL().equals(HEADER.toBase64URL())) {
        return Optional.empty();
      }
      sealed.decrypt(new DirectDecrypter(key));
      JWTClaimsSet claims = sealed.getJWTClaimsSet();
      Set<String> scopes = ClientGrant.scopes(claims.getStringClaim("s"));
      return Optional.of(
          new Content(
              new State(claims.getJWTID()),
              RefreshToken.parse(claims.getStringClaim("t")).orElseThrow(),
              new ClientGrant(
                  claims.getStringClaim("c"),
                  scopes,
                  SessionId.parse(claims.getStringClaim("p")).orElseThrow()),
              claims.getSubject(),
              claims.getStringClaim("r"),
              claims.getStringClaim("h"),
              claims.getStringClaim("n"),
              claims.getIssueTime().toInstant(),
              claims.getExpirationTime().toInstant()));
    } catch (ParseException
        | JOSEException
        | IllegalArgumentException
        | NoSuchElementException notOurs) {
      return Optional.empty();
    }
  }
}
