package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import dev.gatehouse.adapter.rest.problem.Problem;
import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.adapter.rest.request.SecurityHeadersFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A problem as a page for the person in front of a browser, with a way to go on. */
public final class ProblemPage {

  /** What the page may do: look like the sign-in page, and nothing else (SEC-09). */
  static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
  private static final Template TEMPLATE = PageTexts.template("problem.html");

  private ProblemPage() {}

  private record View(String lang, Map<String, String> text, Problem problem, URI startAgain) {}

  /**
   * The answer to a request that failed, with the page in place of the problem itself.
   *
   * @param startAgain where the person can begin anew
   */
  public static ResponseEntity<String> answer(
      ResponseEntity<Problem> problem,
      URI startAgain,
      HttpServletRequest request,
      HttpServletResponse response) {
    // Set and not added to the one that is there: of two policies a browser keeps both.
    response.setHeader(SecurityHeadersFilter.POLICY, POLICY);
    return ResponseEntity.status(problem.getStatusCode())
        .headers(problem.getHeaders())
        .contentType(HTML)
        .body(
            of(
                Objects.requireNonNull(problem.getBody(), "problem"),
                startAgain,
                Problems.language(request)));
  }

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
