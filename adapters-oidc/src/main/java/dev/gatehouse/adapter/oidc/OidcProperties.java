package dev.gatehouse.adapter.oidc;

import dev.gatehouse.application.session.ClientGrant;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The client programs, checked as a whole: each problem is one line that names the setting and the
 * fix, never the value.
 *
 * @param clients by their ids
 */
@ConfigurationProperties("gatehouse.oidc")
record OidcProperties(@DefaultValue Map<String, Client> clients) {

  /** What comes before the id of a client. */
  static final String PREFIX = "gatehouse.oidc.clients";

  private static final Pattern ID =
      Pattern.compile("[A-Za-z0-9._-]{1," + ClientGrant.MAX_CLIENT_LENGTH + "}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9:._/-]+");
  private static final Pattern PRIVATE_USE_SCHEME =
      Pattern.compile("[a-z][a-z0-9+-]*(\\.[a-z0-9+-]+)+");
  private static final int LONGEST_URI = 512;
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

  /**
   * A client program.
   *
   * @param redirectUris where codes may be sent, exactly
   * @param postLogoutRedirectUris where a browser may be sent after a logout, exactly
   * @param secretSha256 the SHA-256 of the secret, hexadecimal; null for a public client, such as a
   *     page or an app, which cannot keep one
   * @param scopes what the client may ask for
   * @param accessTtl of access tokens; null for that of sessions
   * @param refreshTtl of refresh tokens; null for that of sessions
   * @param consent whether the user is asked each time before the client learns anything
   */
  record Client(
      @DefaultValue List<String> redirectUris,
      @DefaultValue List<String> postLogoutRedirectUris,
      @Nullable String secretSha256,
      @DefaultValue({"openid", "profile"}) Set<String> scopes,
      @Nullable Duration accessTtl,
      @Nullable Duration refreshTtl,
      @DefaultValue("false") boolean consent) {

    Client {
      redirectUris = List.copyOf(redirectUris);
      postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
      scopes = Set.copyOf(scopes);
    }

    boolean isPublic() {
      return secretSha256 == null;
    }

    /** Shows no secret. */
    @Override
    public String toString() {
      return "Client[]";
    }
  }

  OidcProperties {
    clients = Map.copyOf(clients);
    List<String> problems = new ArrayList<>();
    clients.forEach((id, client) -> check(id, client, problems));
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  private static void check(String id, Client client, List<String> problems) {
    if (!ID.matcher(id).matches()) {
      problems.add(PREFIX + " must have names of 1 to 64 letters, digits, '.', '_' and '-'");
      return;
    }
    String prefix = PREFIX + "." + id + ".";
    if (client.redirectUris().isEmpty()) {
      problems.add(
          prefix
              + "redirect-uris is missing: set it to where the client expects codes, for example"
              + " https://shop.example/callback");
    }
    if (!client.redirectUris().stream().allMatch(uri -> isAllowed(uri, client.isPublic()))) {
      problems.add(prefix + "redirect-uris " + rule());
    }
    if (!client.postLogoutRedirectUris().stream()
        .allMatch(uri -> isAllowed(uri, client.isPublic()))) {
      problems.add(prefix + "post-logout-redirect-uris " + rule());
    }
    if (client.secretSha256() != null && !SHA_256.matcher(client.secretSha256()).matches()) {
      problems.add(
          prefix
              + "secret-sha256 must be 64 hexadecimal digits: the SHA-256 of a secret made with"
              + " openssl rand -hex 32");
    }
    if (!client.scopes().contains("openid")
        || !client.scopes().stream().allMatch(scope -> SCOPE.matcher(scope).matches())
        || String.join(" ", client.scopes()).length() > ClientGrant.MAX_SCOPES_LENGTH) {
      problems.add(
          prefix
              + "scopes must be openid and words of at most 255 characters in all, for example"
              + " openid,profile,offline_access");
    }
    if (isShort(client.accessTtl()) || isShort(client.refreshTtl())) {
      problems.add(prefix + "access-ttl and .refresh-ttl must be at least 10s");
    }
  }

  private static boolean isShort(@Nullable Duration time) {
    return time != null && time.compareTo(Duration.ofSeconds(10)) < 0;
  }

  private static String rule() {
    return "must be exact URIs of at most "
        + LONGEST_URI
        + " characters without fragment or wildcard: https, http to this machine (127.0.0.1, ::1),"
        + " or the scheme of a public app such as com.example.app:/callback";
  }

  private static boolean isAllowed(String text, boolean isPublic) {
    try {
      URI uri = new URI(text);
      if (text.length() > LONGEST_URI
          || text.contains("*")
          || uri.getRawFragment() != null
          || uri.getRawUserInfo() != null
          || uri.getScheme() == null
          || uri.isOpaque()) {
        return false;
      }
      return switch (uri.getScheme()) {
        case "https" -> uri.getHost() != null;
        case "http" -> uri.getHost() != null && LOOPBACK.contains(uri.getHost());
        default -> isPublic && PRIVATE_USE_SCHEME.matcher(uri.getScheme()).matches();
      };
    } catch (URISyntaxException malformed) {
      return false;
    }
  }
}
