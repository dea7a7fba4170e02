package dev.gatehouse.adapter.rest.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.problem.Problem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProblemPageTest {

  private static final ProblemPage PAGE =
      new ProblemPage(new HtmlFrame(new PageProperties(null, null, null, null, null), true, ""));

  @Test
  void it_says_what_happened_and_what_to_do_in_the_readers_language() {
    assertThat(page("标题", Locale.CHINESE))
        .contains("<html lang=\"zh-CN\">", "<title>标题 · 门房</title>")
        .contains("<h1>标题</h1>", "<p>detail</p>", "<code>0123</code>", "重新登录")
        .containsSubsequence("<div id=\"zh\"", "<div id=\"en\"")
        .contains("href=\"/v1/logins/WX/start?channel=web&amp;returnTo=/\"")
        .doesNotContain("{{");
    assertThat(page("Title", Locale.ENGLISH))
        .contains("<html lang=\"en\">", "Sign in again")
        .containsSubsequence("<div id=\"en\"", "<div id=\"zh\"");
  }

  @Test
  void it_leads_to_the_home_page_where_to_sign_in_again_does_not_help() {
    assertThat(page("标题", Locale.CHINESE)).doesNotContain("返回首页");
    assertThat(PAGE.of(problem("标题", Locale.CHINESE, Map.of(), null)))
        .contains("<a class=\"other\" href=\"/\">返回首页</a>")
        .doesNotContain("重新登录");
  }

  @Test
  void an_account_that_is_closing_can_be_kept() {
    Problem other = problem("标题", Locale.CHINESE, Map.of("ticket", "sealed"), null);
    Problem closing =
        problem("标题", Locale.CHINESE, Map.of("ticket", "<t>", "closesAt", "2026-12-01"), null);

    assertThat(PAGE.of(other)).doesNotContain("<form", "sealed");
    assertThat(PAGE.of(closing))
        .contains("action=\"/v1/closures/cancel\"", "name=\"ticket\" value=\"&lt;t&gt;\"")
        .contains("撤销注销，保留账号");
  }

  /** SEC-09. */
  @Test
  void no_text_becomes_markup_or_fills_another_slot() {
    assertThat(page("<script>\"'&{{traceId}}$1", Locale.ENGLISH))
        .contains("&lt;script&gt;&quot;&#39;&amp;{{traceId}}$1")
        .doesNotContain("<script");
  }

  private static String page(String title, Locale language) {
    URI start = URI.create("/v1/logins/WX/start?channel=web&returnTo=/");
    return PAGE.of(problem(title, language, Map.of(), start));
  }

  private static Problem problem(
      String title, Locale language, Map<String, Object> members, @Nullable URI start) {
    return new Problem(
        "/errors#x",
        title,
        403,
        "detail",
        "/",
        "x",
        "0123",
        List.of(),
        members,
        language,
        null,
        start);
  }
}
