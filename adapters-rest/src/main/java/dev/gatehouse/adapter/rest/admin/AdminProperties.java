package dev.gatehouse.adapter.rest.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The admin API.
 *
 * @param port the port of the API; without one the API is off
 * @param address the address of this machine at which the port is opened
 * @param tokens who may use it, each under the name that audit records show
 */
@ConfigurationProperties("gatehouse.admin")
public record AdminProperties(
    @Nullable Integer port,
    @DefaultValue("127.0.0.1") String address,
    @DefaultValue Map<String, Token> tokens) {

  private static final String PREFIX = "gatehouse.admin.";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:]{2,39}");
  private static final int LAST_PORT = 65_535;

  /** The hash of the empty text, which is no token. */
  private static final String OF_NOTHING =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  /**
   * One token.
   *
   * @param sha256 hexadecimal SHA-256 of the token; the token itself is not kept
   * @param rights read, disable, close
   */
  public record Token(@Nullable String sha256, @DefaultValue List<String> rights) {

    public Token {
      rights = List.copyOf(rights);
    }

    /** Shows no hash. */
    @Override
    public String toString() {
      return "Token[]";
    }
  }

  public AdminProperties {
    tokens = Map.copyOf(tokens);
    List<String> problems = new ArrayList<>();
    if (port != null && (port < 1 || port > LAST_PORT)) {
      problems.add(PREFIX + "port must be between 1 and 65535, for example 8082");
    }
    if (!ADDRESS.matcher(address).matches()) {
      problems.add(
          PREFIX + "address must be an address of this machine such as 127.0.0.1 or 0.0.0.0");
    }
    if (port != null && tokens.isEmpty()) {
      problems.add(
          PREFIX + "tokens is missing: set " + PREFIX + "tokens.<name>.sha256 and .rights");
    }
    tokens.forEach((name, token) -> check(name, token, problems));
    Map<String, String> named = new HashMap<>();
    tokens.forEach((name, token) -> {
      String other = named.put(hashOf(token), name);
      if (other != null && token.sha256() != null) {
        problems.add(
            PREFIX + "tokens." + name + ".sha256 is that of another token: make one for each");
      }
    });
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
  }

  private static void check(String name, Token token, List<String> problems) {
    if (!NAME.matcher(name).matches()) {
      problems.add(
          PREFIX + "tokens must have names of 1 to 32 lower-case letters, digits and hyphens");
      return;
    }
    String prefix = PREFIX + "tokens." + name + ".";
    String sha256 = token.sha256();
    if (sha256 == null || !SHA_256.matcher(sha256).matches() || hashOf(token).equals(OF_NOTHING)) {
      problems.add(
          prefix
              + "sha256 must be 64 hexadecimal digits: the SHA-256 of a token made with openssl"
              + " rand -hex 32");
    }
    if (token.rights().isEmpty()
        || !token.rights().stream().allMatch(right -> AdminRight.named(right).isPresent())) {
      problems.add(prefix + "rights must be some of read, disable, close");
    }
  }

  private static String hashOf(Token token) {
    return Objects.requireNonNullElse(token.sha256(), "").toLowerCase(Locale.ROOT);
  }
}
