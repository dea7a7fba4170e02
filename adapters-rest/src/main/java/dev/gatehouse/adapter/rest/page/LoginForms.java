package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import dev.gatehouse.adapter.rest.problem.ProblemTexts;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginForm;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The forms that login methods bring for our pages. Thread-safe. */
final class LoginForms {

  private static final String TEXTS = "form.";

  private final List<Installed> forms;
  private final MethodFiles files;

  /**
   * Reads the templates.
   *
   * @throws IllegalStateException if the template of a form is missing
   */
  LoginForms(List<LoginForm> installed, MethodFiles files) {
    this.files = files;
    this.forms = installed.stream().map(form -> new Installed(form, template(form))).toList();
  }

  /** A form and its template. */
  private record Installed(LoginForm form, Template template) {}

  private static Template template(LoginForm form) {
    byte[] template =
        MethodFiles.content(form.method(), ".html")
            .orElseThrow(() ->
                new IllegalStateException(
                    "gatehouse/page/" + form.method() + ".html is missing from the class path"));
    return PageTexts.compile(new String(template, StandardCharsets.UTF_8));
  }

  /**
   * A form on a page.
   *
   * @param purpose what its credential is for: {@code login}, {@code link} or {@code confirm}
   * @param call the address that takes the credential
   * @param next where the browser is afterwards
   * @param name of the login method
   * @param html of the form
   */
  record Shown(String method, String purpose, String call, String next, String name, String html) {}

  /** What a form on a page is for. */
  enum Purpose {
    LOGIN("login", "/v1/logins", "form_login"),
    LINK("link", "/v1/me/login-methods", "link_confirm"),
    CONFIRM("confirm", "/v1/session/confirm", "form_confirm");

    private final String code;
    private final String call;
    private final String submit;

    Purpose(String code, String call, String submit) {
      this.code = code;
      this.call = call;
      this.submit = submit;
    }
  }

  /** The forms of the methods that are offered. */
  List<Shown> shown(Purpose purpose, Predicate<LoginMethod> offered, Locale language, String next) {
    return forms.stream()
        .filter(each -> offered.test(each.form().method()))
        .map(each -> shown(each, purpose, language, next))
        .toList();
  }

  private static Shown shown(Installed installed, Purpose purpose, Locale language, String next) {
    LoginForm form = installed.form();
    LoginMethod method = form.method();
    Map<String, Object> values = new HashMap<>(form.values(language));
    values.put("text", ProblemTexts.ofMethod(TEXTS, method, language));
    values.put("submit", PageTexts.all(language).getOrDefault(purpose.submit, ""));
    return new Shown(
        method.code(),
        purpose.code,
        purpose.call,
        next,
        PageTexts.text("page.name", "", language, method),
        installed.template().execute(values));
  }

  /** Whether no form is installed. */
  boolean isEmpty() {
    return forms.isEmpty();
  }

  /** The scripts of a page that logs people in: its own, and those of the forms. */
  List<String> scripts() {
    return Stream.concat(
            Stream.of("/sign-in/page.js"),
            forms.stream().map(Installed::form).map(form -> files.script(form.method())))
        .filter(script -> !script.isEmpty())
        .toList();
  }

  /** The origins of others that a page with forms has to allow. */
  List<String> origins() {
    return forms.stream()
        .map(Installed::form)
        .flatMap(form -> form.origins().stream())
        .distinct()
        .toList();
  }
}
