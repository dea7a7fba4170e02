package dev.gatehouse.adapter.rest;

import com.samskivert.mustache.Template;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** A problem as a page for the person in front of a browser, with a way to go on. */
final class ProblemPage {

  /** What the page may do: look like the sign-in page, and nothing else (SEC-09). */
  static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private static final Template TEMPLATE = PageTexts.template("problem.html");

  private ProblemPage() {}

  private record View(String lang, Map<String, String> text, Problem problem, URI startAgain) {}

  /**
   * The page.
   *
   * @param startAgain where the person can begin anew
   */
  static String of(Problem problem, URI startAgain, Locale language) {
    return TEMPLATE.execute(
        new View(PageTexts.tag(language), PageTexts.all(language), problem, startAgain));
  }
}
