package dev.gatehouse.adapter.rest.page;

import com.samskivert.mustache.Template;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sample sign-in page as HTML. Every value is escaped where it is filled in (SEC-17). */
final class SignInPage {

  private static final Template TEMPLATE = PageTexts.template("sign-in.html");

  private SignInPage() {}

  /**
   * One way to sign in that the page offers.
   *
   * @param origin where a link begins a login, this page's address or another one of ours
   * @param start the path at which it begins
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
      String title,
      String label,
      String notice,
      String hint,
      boolean embedded,
      @Nullable String hindrance) {}

  /** Who is signed in. */
  record Person(long id, String name) {}

  /**
   * What the template fills in.
   *
   * @param home the address of this page in this language
   * @param onward what a link to the page in another language carries on of the query
   * @param user null if the visitor is not signed in
   * @param account null if accounts cannot be changed here
   */
  private record View(
      String lang,
      boolean chinese,
      String home,
      String onward,
      Map<String, String> text,
      @Nullable Person user,
      @Nullable AccountView account,
      List<Choice> choices) {}

  /** The page for a visitor who is not signed in. */
  static String signedOut(Locale language, String home, List<Choice> choices) {
    return signedOut(language, home, "", choices);
  }

  /**
   * The page for a visitor who shall go on to another address after signing in.
   *
   * @param onward the part of the query that says so, beginning with an ampersand
   */
  static String signedOut(Locale language, String home, String onward, List<Choice> choices) {
    return TEMPLATE.execute(view(language, home, onward, null, null, choices));
  }

  /** The page for a user who is signed in. */
  static String signedIn(Locale language, String home, Person user, @Nullable AccountView account) {
    return TEMPLATE.execute(view(language, home, "", user, account, List.of()));
  }

  private static View view(
      Locale language,
      String home,
      String onward,
      @Nullable Person user,
      @Nullable AccountView account,
      List<Choice> choices) {
    return new View(
        PageTexts.tag(language),
        language.equals(Locale.CHINESE),
        home,
        onward,
        PageTexts.all(language),
        user,
        account,
        choices);
  }
}
