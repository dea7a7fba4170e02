package dev.gatehouse.adapter.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** A problem as a page for the person in front of a browser, with a way to go on. */
final class ProblemPage {

  private static final String TEMPLATE = resource("problem-page.html");
  private static final String STYLE = resource("problem-page.css");
  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");

  /** What the page may do: apply the one style sheet that it contains (SEC-09). */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + sha256(STYLE)
          + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private ProblemPage() {}

  /**
   * The page.
   *
   * @param startAgain where the person can begin anew
   */
  static String of(Problem problem, URI startAgain, Locale language) {
    Map<String, String> texts =
        Map.of(
            "language", language.toLanguageTag(),
            "title", problem.title(),
            "detail", problem.detail(),
            "startAgain", startAgain.toString(),
            "startAgainText", ProblemTexts.text("page.start_again", language),
            "traceId", problem.traceId());
    // One pass: what stands in a text is never taken for a slot.
    return SLOT.matcher(TEMPLATE.replace("{{style}}", STYLE))
        .replaceAll(slot ->
            Matcher.quoteReplacement(
                HtmlUtils.htmlEscape(
                    Objects.requireNonNull(texts.get(slot.group(1)), slot.group(1)),
                    UTF_8.name())));
  }

  private static String sha256(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ProblemPage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
