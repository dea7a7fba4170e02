package dev.gatehouse.application.session;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes a session one of a client program, which acts for a user within bounds. Tokens of such a
 * session are worth nothing where the user's own are asked for.
 *
 * @param client the name of the client program
 * @param scopes what the client may learn or do; what they mean is the adapter's to say
 * @param parent the user's own session, through which the client came; the client's session is good
 *     only as long as this one is
 */
public record ClientGrant(String client, Set<String> scopes, SessionId parent) {

  /** The longest name of a client, in characters. */
  public static final int MAX_CLIENT_LENGTH = 64;

  /** The longest {@link #scopeText}, in characters. */
  public static final int MAX_SCOPES_LENGTH = 255;

  /** A word without blanks. */
  private static final Pattern SCOPE = Pattern.compile("[!-~]+");

  public ClientGrant {
    Objects.requireNonNull(parent, "parent");
    if (client.isBlank() || client.length() > MAX_CLIENT_LENGTH) {
      throw new IllegalArgumentException("client must have 1 to " + MAX_CLIENT_LENGTH + " letters");
    }
    scopes = Set.copyOf(scopes);
    if (!scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
      throw new IllegalArgumentException("a scope must be a word");
    }
    if (scopeText(scopes).length() > MAX_SCOPES_LENGTH) {
      throw new IllegalArgumentException(
          "scopes must have " + MAX_SCOPES_LENGTH + " characters at most");
    }
  }

  /** The scopes as one text, sorted and separated by blanks. */
  public String scopeText() {
    return scopeText(scopes);
  }

  /** Reads what {@link #scopeText} wrote. */
  public static Set<String> scopes(String text) {
    return text.isEmpty() ? Set.of() : Set.copyOf(List.of(text.split(" ")));
  }

  private static String scopeText(Set<String> scopes) {
    return scopes.stream().sorted().collect(Collectors.joining(" "));
  }
}
