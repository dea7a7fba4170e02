package dev.gatehouse.adapter.rest.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.page.SignInPage.Choice;
import dev.gatehouse.adapter.rest.page.SignInPage.Person;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class SignInPageTest {

  private static final SignInPage PAGE =
      new SignInPage(
          new HtmlFrame(new PageProperties(null, null, null, null, null), true, ""),
          List.of("/sign-in/page.js"));

  private static final Choice LINK =
      new Choice(
          "https://own.example",
          "/start?a=1&b=2",
          "/sign-in/methods/X.svg",
          "Sign in",
          "Sign in",
          "",
          "",
          false,
          null);

  @Test
  void it_offers_what_there_is_in_the_visitors_language() {
    String chinese = PAGE.signedOut(Locale.CHINESE, "/", List.of(LINK), List.of());
    String english = PAGE.signedOut(Locale.ENGLISH, "/", List.of(LINK), List.of());

    assertThat(chinese).contains("<html lang=\"zh-CN\">", "<h1>登录或注册</h1>");
    assertThat(english)
        .contains("<html lang=\"en\">", "<h1>Sign in or register</h1>")
        .contains("href=\"https://own.example/start?a=1&amp;b=2\"");
  }

  @Test
  void what_cannot_be_used_here_is_explained_and_not_offered() {
    Choice hindered =
        new Choice(
            "https://own.example",
            "/start",
            "",
            "Sign in",
            "Sign in",
            "",
            "",
            true,
            "Open another browser.");

    assertThat(PAGE.signedOut(Locale.ENGLISH, "/", List.of(hindered), List.of()))
        .contains("Open another browser.")
        .doesNotContain("href=\"https://own.example/start\"")
        .doesNotContain("data-start");
  }

  @Test
  void a_house_without_such_a_method_says_so() {
    assertThat(PAGE.signedOut(Locale.ENGLISH, "/", List.of(), List.of()))
        .contains("No login method that begins in a browser is installed here.");
  }

  /** SEC-17. */
  @Test
  void a_name_is_text_and_nothing_else() {
    String hostile = "</bdi><script>alert(1)</script>\"'&{{text.title}}";

    String page = PAGE.signedIn(Locale.ENGLISH, "/", new Person(42, hostile), null);

    assertThat(page)
        .contains("&lt;/bdi&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;{{text.title}}")
        .contains("<dd id=\"user-id\">42</dd>");
  }

  /** SEC-09: a policy without inline script forbids what would not run under it. */
  @Test
  void it_has_no_script_or_style_within_itself() {
    for (String page :
        List.of(
            PAGE.signedOut(Locale.ENGLISH, "/", List.of(LINK), List.of()),
            PAGE.signedIn(Locale.ENGLISH, "/", new Person(42, "小明"), null))) {
      assertThat(page)
          .doesNotContainPattern("(?i)<script(?! src=\"/sign-in/page\\.js\" defer></script>)")
          .doesNotContainPattern("(?i)<style|\\sstyle=|\\son[a-z]+=|javascript:");
    }
  }

  @Test
  void both_languages_have_the_same_words() {
    Map<String, String> chinese = PageTexts.all(Locale.CHINESE);
    ResourceBundle english =
        ResourceBundle.getBundle("dev.gatehouse.adapter.rest.page", Locale.ENGLISH);

    assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(chinese.keySet());
    assertThat(PageTexts.all(Locale.ENGLISH).values())
        .doesNotContainAnyElementsOf(
            List.of(chinese.get("title"), chinese.get("heading"), chinese.get("intro")));
  }
}
