package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import dev.gatehouse.application.browser.PageFrame;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sample sign-in page as HTML. Every value is escaped where it is filled in (SEC-17). */
final class SignInPage {

  private static final Template TEMPLATE = PageTexts.template("sign-in.html");

  private final HtmlFrame frame;
  private final List<String> scripts;

  /**
   * @param scripts of all forms
   */
  SignInPage(HtmlFrame frame, List<String> scripts) {
    this.frame = frame;
    this.scripts = scripts;
  }

  /**
   * One way to sign in that the page offers.
   *
   * @param origin where a link begins a login, this page's address or another one of ours
   * @param start the path at which it begins
   * @param mark the address of the mark of the method, empty if it has none
   * @param title of the way, in words
   * @param label on the link to it
   * @param notice what a person should know before the link, empty when there is nothing to say
   * @param hint what to do with the embedded form, empty when there is nothing to say
   * @param embedded whether the provider's own form is shown within the page
   * @param hindrance why it cannot be used in this browser; null when it can
   */
  record Choice(
      String origin,
      String start,
      String mark,
      String title,
      String label,
      String notice,
      String hint,
      boolean embedded,
      @Nullable String hindrance) {}

  /** The signed-in user. */
  record Person(long id, String name) {}

  /**
   * What the template fills in.
   *
   * @param home the address of this page in this language
   * @param user null if the visitor is not signed in
   * @param account null if accounts cannot be changed here
   * @param offer what a visitor can sign in with
   */
  private record View(
      String home,
      Map<String, String> text,
      @Nullable Person user,
      @Nullable AccountView account,
      Offer offer) {}

  /**
   * What a visitor can sign in with.
   *
   * @param codes what is shown within the page
   * @param links what leads to a page of a provider
   * @param forms of ours
   * @param hindered what cannot be used in this browser
   */
  private record Offer(
      List<Choice> codes, List<Choice> links, List<LoginForms.Shown> forms, List<Choice> hindered) {

    static final Offer NONE = new Offer(List.of(), List.of(), List.of(), List.of());

    static Offer of(List<Choice> choices, List<LoginForms.Shown> forms) {
      List<Choice> working = choices.stream().filter(each -> each.hindrance() == null).toList();
      return new Offer(
          working.stream().filter(Choice::embedded).toList(),
          working.stream().filter(each -> !each.embedded()).toList(),
          forms,
          choices.stream().filter(each -> each.hindrance() != null).toList());
    }

    /** Whether there is something to show beside a code. */
    boolean isWide() {
      return !codes.isEmpty() && !(links.isEmpty() && forms.isEmpty());
    }
  }

  /** The page for a visitor who is not signed in. */
  String signedOut(
      Locale language, String home, List<Choice> choices, List<LoginForms.Shown> forms) {
    return signedOut(language, home, "", choices, forms);
  }

  /**
   * The page for a visitor who shall go on to another address after signing in.
   *
   * @param onward the part of the query that says so, beginning with an ampersand
   */
  String signedOut(
      Locale language,
      String home,
      String onward,
      List<Choice> choices,
      List<LoginForms.Shown> forms) {
    return page(
        language,
        onward,
        "title",
        new View(home, PageTexts.all(language), null, null, Offer.of(choices, forms)));
  }

  /** The page for a user who is signed in. */
  String signedIn(Locale language, String home, Person user, @Nullable AccountView account) {
    return page(
        language,
        "",
        "signed_in_title",
        new View(home, PageTexts.all(language), user, account, Offer.NONE));
  }

  private String page(Locale language, String onward, String title, View view) {
    return frame.around(
        new PageFrame.Page(
            language,
            view.text().getOrDefault(title, ""),
            frame.fill(TEMPLATE, view),
            frame.address("/?lang=zh" + onward),
            frame.address("/?lang=en" + onward)),
        new HtmlFrame.Extras(view.offer().isWide() ? "wide" : "", true, true, scripts));
  }
}
