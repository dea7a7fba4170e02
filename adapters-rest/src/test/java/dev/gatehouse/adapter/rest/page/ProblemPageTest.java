package dev.gatehouse.adapter.rest.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.problem.Problem;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemPageTest {

  private static final ProblemPage PAGE =
      new ProblemPage(new HtmlFrame(new PageProperties(null, null, null, null, null), true, ""));

  @Test
  void it_says_what_happened_and_what_to_do_in_the_readers_language() {
    assertThat(page("标题", Locale.CHINESE))
        .contains("<html lang=\"zh-CN\">", "<title>标题 · 门房</title>", "<h1>标题</h1>", "重新登录")
        .contains("href=\"/v1/logins/WX/start?channel=web&amp;returnTo=/\"")
        .doesNotContain("{{");
    assertThat(page("Title", Locale.ENGLISH)).contains("<html lang=\"en\">", "Sign in again");
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
    return PAGE.of(
        new Problem(
            "/errors#x",
            title,
            403,
            "detail",
            "/",
            "x",
            "0123",
            List.of(),
            Map.of(),
            language,
            null,
            start));
  }
}
