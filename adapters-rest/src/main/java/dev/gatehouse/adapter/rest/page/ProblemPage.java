package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import dev.gatehouse.adapter.rest.problem.Problem;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as a page for the person in front of a browser, in both languages, with a way to go on
 * if there is one. Thread-safe.
 */
public final class ProblemPage {

  private static final Template TEMPLATE = PageTexts.template("problem.html");

  private final HtmlFrame frame;

  ProblemPage(HtmlFrame frame) {
    this.frame = frame;
  }

  /**
   * What the template fills in.
   *
   * @param closure the ticket with which the person can keep an account that is closing
   * @param home empty if there is no page to go to
   */
  private record View(
      Map<String, String> text, Problem problem, @Nullable Object closure, String home) {}

  /** What the page of a problem may do: look like the sign-in page, and send its form (SEC-09). */
  public String policy(Problem problem) {
    return PagePolicy.ofText(frame, hasForm(problem));
  }

  /** Whether the page has a form. */
  public boolean hasForm(Problem problem) {
    return closure(problem) != null;
  }

  /** The page. */
  public String of(Problem problem) {
    return frame.inBothLanguages(
        problem.language(), problem.title(), language -> body(problem.in(language), language));
  }

  private String body(Problem problem, Locale language) {
    return frame.fill(
        TEMPLATE, new View(PageTexts.all(language), problem, closure(problem), frame.home()));
  }

  private static @Nullable Object closure(Problem problem) {
    return problem.members().containsKey("closesAt") ? problem.members().get("ticket") : null;
  }
}
