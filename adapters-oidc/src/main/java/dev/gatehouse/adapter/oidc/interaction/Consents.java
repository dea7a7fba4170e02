package dev.gatehouse.adapter.oidc.interaction;

import dev.gatehouse.application.session.DerivedKeys;
import dev.gatehouse.application.session.Session;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Signs what a person consented to, so that the authorization request can carry it. Good for one
 * session, one client and these scopes. Thread-safe.
 */
public final class Consents {

  private static final String PURPOSE = "oidc consent v1";
  private static final String ALGORITHM = "HmacSHA256";

  private final List<byte[]> keys;

  public Consents(DerivedKeys keys) {
    this.keys = keys.of(PURPOSE);
  }

  /** The proof that the user of a session consented. */
  public String give(Session session, String client, Set<String> scopes) {
    return HexFormat.of().formatHex(mac(keys.getFirst(), session, client, scopes));
  }

  /** Whether it is a proof for this session and request. */
  boolean isGiven(
      String proof, Session session, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
    return keys.stream()
        .map(key -> mac(key, session, request.getClientId(), request.getScopes()))
        .anyMatch(mac ->
            MessageDigest.isEqual(
                HexFormat.of().formatHex(mac).getBytes(StandardCharsets.US_ASCII),
                proof.getBytes(StandardCharsets.US_ASCII)));
  }

  private static byte[] mac(byte[] key, Session session, String client, Set<String> scopes) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      String text =
          session.id().value() + "\n" + client + "\n" + String.join(" ", new TreeSet<>(scopes));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
