package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import dev.gatehouse.adapter.rest.problem.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

  /**
   * What the template fills in.
   *
   * @param closure the ticket with which the person can keep an account that is closing
   */
  private record View(
      String lang, Map<String, String> text, Problem problem, @Nullable Object closure) {}

  /** What the page of a problem may do. */
  public static String policy(Problem problem) {
    return closure(problem) == null
        ? POLICY
        : POLICY.replace("form-action 'none'", "form-action 'self'");
  }

  /** The page. */
  public static String of(Problem problem) {
    return TEMPLATE.execute(
        new View(
            PageTexts.tag(problem.language()),
            PageTexts.all(problem.language()),
            problem,
            closure(problem)));
  }

  private static @Nullable Object closure(Problem problem) {
    return problem.members().containsKey("closesAt") ? problem.members().get("ticket") : null;
  }
}
