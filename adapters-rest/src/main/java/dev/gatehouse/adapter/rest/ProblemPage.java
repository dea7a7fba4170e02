package dev.gatehouse.adapter.rest;

import com.samskivert.mustache.Template;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A problem as a page for the person in front of a browser, with a way to go on. */
final class ProblemPage {

  /** That of a page that shows nobody's form (SEC-09). */
  static final String POLICY = PagePolicy.allowing(List.of());

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
