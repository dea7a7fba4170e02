package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.adapter.rest.problem.Problems;
import dev.gatehouse.adapter.rest.request.SecurityHeadersFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /errors}: where the {@code type} of every problem leads, to a paragraph of its own.
 */
@RestController
final class ErrorsPageController {

  private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final HtmlFrame frame;

  ErrorsPageController(HtmlFrame frame) {
    this.frame = frame;
  }

  /**
   * @param lang {@code zh} or {@code en}; otherwise the browser's preference counts
   */
  @GetMapping(Problems.TYPES)
  ResponseEntity<String> page(
      @RequestParam(defaultValue = "") String lang,
      HttpServletRequest request,
      HttpServletResponse response) {
    Locale language = HtmlFrame.language(lang, request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    // Set and not added to the one that is there: of two policies a browser keeps both.
    response.setHeader(SecurityHeadersFilter.POLICY, PagePolicy.ofText(frame, false));
    return ResponseEntity.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.maxAge(FRESH))
        .varyBy(HttpHeaders.ACCEPT_LANGUAGE)
        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
        .body(ErrorsPage.in(language).html(frame));
  }
}
