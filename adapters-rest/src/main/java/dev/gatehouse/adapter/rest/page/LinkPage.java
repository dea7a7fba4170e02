package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.adapter.rest.request.SecurityHeadersFilter;
import dev.gatehouse.domain.identity.LoginMethod;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Asks whether a proven login method is to be linked to the account that is signed in. */
public final class LinkPage {

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
  private static final Template TEMPLATE = PageTexts.template("link.html");

  private final HtmlFrame frame;

  LinkPage(HtmlFrame frame) {
    this.frame = frame;
  }

  /**
   * What the page asks.
   *
   * @param account the name of the account
   * @param action where the answer is sent
   * @param ticket what is sent with it
   * @param returnTo where the answer leads in the end
   */
  public record Question(
      LoginMethod method, String account, String action, String ticket, URI returnTo) {

    /** Shows no secret. */
    @Override
    public String toString() {
      return "Question[]";
    }
  }

  private record View(Map<String, String> text, String way, Question question) {}

  /** The page, in the language of the request first. */
  public ResponseEntity<String> answer(
      Question question, HttpServletRequest request, HttpServletResponse response) {
    Locale language = Problems.language(request);
    // Set and not added to the one that is there: of two policies a browser keeps both.
    SecurityHeadersFilter.allowForm(PagePolicy.ofForm(question.returnTo(), frame), response);
    return ResponseEntity.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
        .body(
            frame.inBothLanguages(
                language,
                PageTexts.all(language).getOrDefault("link_heading", ""),
                each -> body(question, each)));
  }

  private String body(Question question, Locale language) {
    return frame.fill(
        TEMPLATE,
        new View(
            PageTexts.all(language),
            PageTexts.text("page.name", "", language, question.method()),
            question));
  }
}
