package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import dev.gatehouse.adapter.rest.problem.Problem;
import java.util.Map;

/**
 * A problem as a page for the person in front of a browser, with a way to go on if there is one.
 */
public final class ProblemPage {

  /** What the page may do: look like the sign-in page, and nothing else (SEC-09). */
  public static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private static final Template TEMPLATE = PageTexts.template("problem.html");

  private ProblemPage() {}

  private record View(String lang, Map<String, String> text, Problem problem) {}

  /** The page. */
  public static String of(Problem problem) {
    return TEMPLATE.execute(
        new View(PageTexts.tag(problem.language()), PageTexts.all(problem.language()), problem));
  }
}
