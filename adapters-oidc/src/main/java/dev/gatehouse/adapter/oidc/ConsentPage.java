package dev.gatehouse.adapter.oidc;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import dev.gatehouse.application.browser.PageFrame;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriUtils;

/** Asks the person whether a client may learn what it asks for, in Chinese or English. */
final class ConsentPage {

  private static final Template TEMPLATE = template();
  private static final String TEXTS = "dev.gatehouse.adapter.oidc.consent";
  private static final String SCOPE = "scope.";

  private final PageFrame frame;

  ConsentPage(PageFrame frame) {
    this.frame = frame;
  }

  /**
   * What is asked.
   *
   * @param user the name of the person
   * @param request the name of the kept request
   */
  record Question(RegisteredClient client, String user, Set<String> scopes, String request) {}

  private record View(
      Map<String, String> text,
      String client,
      String user,
      List<String> scopes,
      String action,
      String request) {}

  void write(Question question, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Locale language = language(request);
    String name = UriUtils.encode(question.request(), StandardCharsets.UTF_8);
    Map<String, String> texts = texts(language);
    response.setHeader("Content-Security-Policy", policy(question.client(), frame));
    // With no-referrer a browser would say Origin: null of the form, as one of another site's.
    response.setHeader("Referrer-Policy", "strict-origin");
    response.setHeader(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage());
    response.setContentType("text/html;charset=UTF-8");
    response
        .getWriter()
        .write(
            frame.around(
                new PageFrame.Page(
                    language,
                    texts.getOrDefault("heading", ""),
                    body(question, texts, request.getContextPath()),
                    "?request=" + name + "&lang=zh",
                    "?request=" + name + "&lang=en")));
  }

  private static String body(Question question, Map<String, String> texts, String base) {
    return TEMPLATE.execute(
        new View(
            texts,
            question.client().getClientName(),
            question.user(),
            question.scopes().stream()
                .filter(scope -> !scope.equals("openid"))
                .sorted()
                .map(scope -> texts.getOrDefault(SCOPE + scope, scope))
                .toList(),
            base + AuthorizationServer.CONSENT,
            question.request()));
  }

  /** Some browsers hold the redirect after a form to this, too, so the client stands in it. */
  private static String policy(RegisteredClient client, PageFrame frame) {
    String targets =
        Stream.concat(
                Stream.of("'self'"),
                client.getRedirectUris().stream().map(URI::create).map(ConsentPage::source))
            .distinct()
            .collect(Collectors.joining(" "));
    return "default-src 'none'; style-src 'self'; img-src "
        + frame.imageSources()
        + "; form-action "
        + targets
        + "; frame-ancestors 'none'; base-uri 'none'";
  }

  private static String source(URI redirect) {
    if (redirect.getHost() == null || !redirect.getScheme().startsWith("http")) {
      return redirect.getScheme() + ":";
    }
    return redirect.getScheme().equals("http")
        ? "http://" + redirect.getHost() + ":*"
        : "https://" + redirect.getRawAuthority();
  }

  /** Chinese unless the person chose English or the browser names it first. */
  private static Locale language(HttpServletRequest request) {
    String chosen = request.getParameter("lang");
    String wanted =
        "zh".equals(chosen) || "en".equals(chosen)
            ? chosen
            : String.valueOf(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    int english = wanted.indexOf("en");
    int chinese = wanted.indexOf("zh");
    return english >= 0 && (chinese < 0 || english < chinese) ? Locale.ENGLISH : Locale.CHINESE;
  }

  private static Map<String, String> texts(Locale language) {
    ResourceBundle bundle =
        ResourceBundle.getBundle(
            TEXTS,
            language.equals(Locale.CHINESE) ? Locale.ROOT : language,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    return bundle.keySet().stream()
        .collect(Collectors.toUnmodifiableMap(Function.identity(), bundle::getString));
  }

  private static Template template() {
    try (InputStream file = ConsentPage.class.getResourceAsStream("consent.html")) {
      if (file == null) {
        throw new IllegalStateException("consent.html is missing from the jar");
      }
      return Mustache.compiler()
          .withEscaper(text -> HtmlUtils.htmlEscape(text, StandardCharsets.UTF_8.name()))
          .compile(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
