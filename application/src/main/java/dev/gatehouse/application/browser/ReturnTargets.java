package dev.gatehouse.application.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a browser may be sent after a login: to a path of ours, or to a URL of an origin that is
 * ours or listed (SEC-08). Whatever two programs might read in two ways is refused, however
 * harmless. Immutable.
 */
public final class ReturnTargets {

  /**
   * The longest target, in characters once escaped: five attempts and their targets must fit into a
   * request.
   */
  public static final int MAX_LENGTH = 512;

  /** Printable ASCII that RFC 3986 allows in paths, queries and fragments, and whole escapes. */
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9\\-._~:/?#@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*+");

  /**
   * What an address bar shows and RFC 3986 does not allow; browsers escape it when they send it.
   */
  private static final Pattern UNESCAPED = Pattern.compile("[ \\[\\]{}|^]|[^\\x00-\\x7F]");

  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");

  /** Segments that a browser, or a server behind ours, folds away before it looks again. */
  private static final Pattern FOLDED =
      Pattern.compile(".*//.*|(.*/)?\\.\\.?(;[^/]*)?(/.*)?", Pattern.DOTALL);

  private static final Pattern CONTROL_OR_BACKSLASH =
      Pattern.compile(".*[\\p{C}\\\\].*", Pattern.DOTALL);

  /** How often something may be encoded over before it is refused for that. */
  private static final int LAYERS = 4;

  private final Set<Origin> origins;

  /**
   * @param own the origin under which browsers reach this service
   * @param listed the others
   */
  public ReturnTargets(Origin own, Collection<Origin> listed) {
    this.origins =
        Stream.concat(Stream.of(own), listed.stream()).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Lets a target through.
   *
   * @param target what a client asks for, escaped or as an address bar shows it
   * @return the same, its origin normalized and the rest escaped; empty if a browser must not be
   *     sent there
   */
  public Optional<URI> accept(String target) {
    if (target.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    if (target.startsWith("/")) {
      return harmless("", target);
    }
    return Origin.split(target)
        .filter(url -> origins.contains(url.origin()))
        .flatMap(url -> harmless(url.origin().toString(), url.rest()));
  }

  private static Optional<URI> harmless(String origin, String rest) {
    return escaped(rest)
        .filter(text -> origin.length() + text.length() <= MAX_LENGTH && isHarmless(text))
        .map(text -> URI.create(origin + text));
  }

  /**
   * The text with UTF-8 escapes for what browsers escape (WHATWG URL, percent-encode sets). Empty
   * if browsers would cut a blank off its end, or if it holds half a surrogate pair.
   */
  private static Optional<String> escaped(String text) {
    if (text.endsWith(" ") || !UTF_8.newEncoder().canEncode(text)) {
      return Optional.empty();
    }
    return Optional.of(
        UNESCAPED
            .matcher(text)
            .replaceAll(
                character -> URLEncoder.encode(character.group(), UTF_8).replace("+", "%20")));
  }

  /** Looks at what follows an origin, as it stands and as it would be read decoded once or more. */
  private static boolean isHarmless(String rest) {
    if (!FORM.matcher(rest).matches() || rest.indexOf('#') != rest.lastIndexOf('#')) {
      return false;
    }
    String path = rest.split("[?#]", 2)[0];
    return isHarmless(rest, false) && isHarmless(path, true);
  }

  private static boolean isHarmless(String text, boolean isPath) {
    String read = text;
    for (int layer = 0; layer <= LAYERS; layer++) {
      if (CONTROL_OR_BACKSLASH.matcher(read).matches()
          || (isPath && FOLDED.matcher(read).matches())) {
        return false;
      }
      Optional<String> next = decoded(read);
      if (next.isEmpty()) {
        return false;
      }
      if (next.get().equals(read)) {
        return true;
      }
      read = next.get();
    }
    return false;
  }

  /**
   * One layer of escapes read, and characters that stand for others replaced by them: a full-width
   * slash is a slash. Empty when the bytes are no UTF-8.
   */
  private static Optional<String> decoded(String text) {
    String bytes =
        ESCAPE
            .matcher(new String(text.getBytes(UTF_8), ISO_8859_1))
            .replaceAll(escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    try {
      String characters =
          UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(ISO_8859_1))).toString();
      return Optional.of(Normalizer.normalize(characters, Normalizer.Form.NFKC));
    } catch (CharacterCodingException malformed) {
      return Optional.empty();
    }
  }
}
