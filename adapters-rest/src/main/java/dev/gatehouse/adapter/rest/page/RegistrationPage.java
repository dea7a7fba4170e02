package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import dev.gatehouse.adapter.rest.page.SignInPage.Choice;
import dev.gatehouse.adapter.rest.request.SecurityHeadersFilter;
import dev.gatehouse.application.browser.PageFrame;
import dev.gatehouse.domain.identity.LoginMethod;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Asks a person before a user is registered: new, or an account to name? Needs no script. */
public final class RegistrationPage {

  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
  private static final Template TEMPLATE = PageTexts.template("registration.html");

  private final SignInChoices choices;

  private final LoginForms forms;
  private final HtmlFrame frame;

  RegistrationPage(SignInChoices choices, LoginForms forms, HtmlFrame frame) {
    this.forms = forms;
    this.frame = frame;
    this.choices = choices;
  }

  /**
   * What the page asks about.
   *
   * @param dormant whether the identity leads to an account, which may be another person's
   * @param account the name of the account that is signed in and can be linked; null if there is
   *     none, then the page offers to sign in
   * @param address of the page, to which the answer is sent
   * @param ticket what is sent with it
   * @param returnTo where the answer leads in the end
   */
  public record Question(
      LoginMethod method,
      boolean dormant,
      @Nullable String account,
      String address,
      String ticket,
      URI returnTo) {

    /** Shows no secret. */
    @Override
    public String toString() {
      return "Question[]";
    }
  }

  private record View(
      Map<String, String> text,
      boolean dormant,
      String way,
      @Nullable String account,
      String address,
      String ticket,
      List<Choice> choices,
      List<LoginForms.Shown> forms) {}

  /** The page, in the language of the request. */
  public ResponseEntity<String> answer(
      Question question, HttpServletRequest request, HttpServletResponse response) {
    Locale language =
        HtmlFrame.language(
            request.getParameter("lang"), request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    // Set and not added to the one that is there: of two policies a browser keeps both.
    boolean withForms = question.account() == null && !forms.isEmpty();
    String policy =
        withForms
            ? PagePolicy.ofForm(question.returnTo(), forms, frame)
            : PagePolicy.ofForm(question.returnTo(), frame);
    SecurityHeadersFilter.allowForm(policy, response);
    String userAgent = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
    return ResponseEntity.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.noStore())
        .header(HttpHeaders.CONTENT_LANGUAGE, language.getLanguage())
        .body(
            frame.around(
                PageFrame.Page.of(
                    language,
                    PageTexts.all(language)
                        .getOrDefault(
                            question.dormant() ? "dormant_heading" : "registration_heading", ""),
                    body(question, userAgent, language)),
                new HtmlFrame.Extras("", false, false, withForms ? forms.scripts() : List.of())));
  }

  private String body(Question question, String userAgent, Locale language) {
    return frame.fill(
        TEMPLATE,
        new View(
            PageTexts.all(language),
            question.dormant(),
            PageTexts.text("page.name", "", language, question.method()),
            question.account(),
            question.address(),
            question.ticket(),
            question.account() == null
                ? choices.of(userAgent, language, question.address())
                : List.of(),
            question.account() == null
                ? forms.shown(LoginForms.Purpose.LOGIN, _ -> true, language, question.address())
                : List.of()));
  }
}
