package dev.gatehouse.adapter.rest.page;

import dev.gatehouse.adapter.rest.problem.ProblemTexts;
import dev.gatehouse.adapter.rest.request.SecurityHeadersFilter;
import dev.gatehouse.application.account.AccountException;
import dev.gatehouse.application.account.LoginMethods;
import dev.gatehouse.application.browser.ReturnTargets;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.user.User;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

/**
 * {@code GET /}: the sample sign-in page, for a team to begin with and to replace. It is made here
 * for each request, so that it works without a script, survives a reload, and needs no call that
 * fails as long as the visitor is not signed in.
 */
@RestController
final class SignInPageController {

  private static final MediaType HTML = MediaType.valueOf("text/html;charset=UTF-8");
  private static final Set<String> LANGUAGES = Set.of("zh", "en");

  private final SignInChoices choices;
  private final SignInPage page;
  private final LoginForms loginForms;
  private final HtmlFrame frame;
  private final ReturnTargets returnTargets;
  private final Visitors visitors;
  private final @Nullable LoginMethods loginMethods;

  /**
   * @param loginMethods null if sessions are off
   */
  SignInPageController(
      SignInChoices choices,
      LoginForms loginForms,
      HtmlFrame frame,
      ReturnTargets returnTargets,
      Visitors visitors,
      @Nullable LoginMethods loginMethods) {
    this.loginMethods = loginMethods;
    this.choices = choices;
    this.frame = frame;
    this.page = new SignInPage(frame, loginForms.scripts());
    this.loginForms = loginForms;
    this.returnTargets = returnTargets;
    this.visitors = visitors;
  }

  /** Tells who is signed in. */
  interface Visitors {
    /** Empty if the visitor is not signed in. */
    Optional<ActiveSession> signedIn(HttpServletRequest request);
  }

  /**
   * @param lang {@code zh} or {@code en} when the visitor has chosen; otherwise the browser's
   *     preference counts
   * @param returnTo where the visitor shall be after signing in, which a visitor who is sent here
   *     with it has to do, signed in or not; ignored if {@link ReturnTargets} does not accept it
   */
  @GetMapping("/")
  ResponseEntity<String> show(
      @RequestParam(defaultValue = "") String lang,
      @RequestParam(defaultValue = "") String returnTo,
      @RequestHeader(name = HttpHeaders.ACCEPT_LANGUAGE, required = false)
          @Nullable String acceptLanguage,
      @RequestHeader(name = HttpHeaders.USER_AGENT, defaultValue = "") String userAgent,
      HttpServletRequest request,
      HttpServletResponse response) {
    boolean chosen = LANGUAGES.contains(lang);
    Locale language = ProblemTexts.language(chosen ? lang : acceptLanguage);
    String home = request.getContextPath() + (chosen ? "/?lang=" + lang : "/");
    Optional<URI> target = returnTargets.accept(returnTo);
    String next = target.map(URI::toString).orElse(home);
    Optional<ActiveSession> session =
        target.isPresent() ? Optional.empty() : visitors.signedIn(request);
    List<EmbeddedForm> forms = session.isPresent() ? List.of() : choices.embeddedForms();
    // Set and not added to the one that is there: of two policies a browser keeps both.
    response.setHeader(SecurityHeadersFilter.POLICY, PagePolicy.allowing(forms, loginForms, frame));
    return ResponseEntity.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
        .body(
            session.isPresent()
                ? signedIn(session.get(), userAgent, language, home)
                : page.signedOut(
                    language,
                    home,
                    target.map(SignInPageController::onward).orElse(""),
                    choices.of(userAgent, language, next),
                    loginForms.shown(LoginForms.Purpose.LOGIN, _ -> true, language, next)));
  }

  private static String onward(URI target) {
    return "&returnTo=" + UriUtils.encode(target.toString(), StandardCharsets.UTF_8);
  }

  private String signedIn(ActiveSession session, String userAgent, Locale language, String home) {
    User user = session.user();
    return page.signedIn(
        language,
        home,
        new SignInPage.Person(user.id().value(), user.name()),
        account(session, userAgent, language, home));
  }

  private @Nullable AccountView account(
      ActiveSession session, String userAgent, Locale language, String home) {
    if (loginMethods == null) {
      return null;
    }
    try {
      return AccountView.of(session, loginMethods, choices, loginForms, userAgent, language, home);
    } catch (AccountException.NotOffered noStore) {
      return null;
    }
  }
}
