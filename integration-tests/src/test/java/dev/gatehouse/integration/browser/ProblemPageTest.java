package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.RawConnection;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A browser shows a page for each problem, also for those that a filter or the container answers.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "gatehouse.limits.requests-per-minute=20",
      "gatehouse.trusted-proxies=127.0.0.0/8"
    })
@Import(ProblemPageTest.Defects.class)
class ProblemPageTest {

  private static final String BROWSER =
      "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\n";

  @LocalServerPort private int port;

  static Stream<Arguments> problems() {
    return Stream.of(
        Arguments.of("GET /nowhere", "", 404, "地址不存在"),
        Arguments.of("GET /v1/logins", "", 405, "请求方法不允许"),
        Arguments.of("GET /v1/me", "", 401, "登录已失效"),
        Arguments.of("GET /test/defect", "", 500, "服务内部错误"),
        Arguments.of("GET /?a=1&a=2", "", 400, "该字段重复"),
        Arguments.of("GET /;a", "", 400, "参数错误"),
        Arguments.of("GET /%zz", "", 400, "参数错误"),
        Arguments.of("TRACE /", "", 405, "请求方法不允许"),
        Arguments.of("GET /", "Cookie: foreign=" + "x".repeat(9_000) + "\r\n", 431, "请求头过大"),
        Arguments.of("GET /", "Cookie: foreign=x\r\n".repeat(100), 431, "请求头过大"));
  }

  /** SEC-77. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("problems")
  void a_browser_gets_a_page(String call, String headers, int status, String words)
      throws IOException {
    String answer = ask(call, headers, "203.0.113.1");

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("Content-Type: text/html;charset=utf-8\r\n")
        .contains("<html lang=\"zh-CN\">", words, "traceId")
        .contains("Cache-Control: no-store\r\n", "X-Content-Type-Options: nosniff\r\n")
        .contains("style-src 'self'")
        .doesNotContain("{{", "planted", "errors 列出", "errors lists");
    assertThat(answer.split("Content-Security-Policy", -1)).hasSize(2);
  }

  @Test
  void a_page_says_how_long_to_wait_in_words() throws IOException {
    String answer = "";
    for (int i = 0; i < 100 && !answer.startsWith("HTTP/1.1 429 "); i++) {
      answer = ask("GET /", "", "203.0.113.2");
    }

    assertThat(answer).startsWith("HTTP/1.1 429 ");
    assertThat(answer.substring(answer.indexOf("<html")))
        .containsPattern("请在 [1-9]\\d* 秒后重试")
        .doesNotContain("Retry-After");
  }

  /** Signing in again repairs no address, no method and no defect. */
  @Test
  void a_page_offers_to_sign_in_again_only_where_that_helps() throws IOException {
    assertThat(ask("GET /v1/me", "", "203.0.113.3")).contains("重新登录</a>");
    assertThat(ask("GET /nowhere", "", "203.0.113.3")).doesNotContain("重新登录</a>");
    assertThat(ask("GET /test/defect", "", "203.0.113.3")).doesNotContain("重新登录</a>");
  }

  private String ask(String call, String headers, String client) throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      return connection
          .send(
              call
                  + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + "X-Forwarded-For: "
                  + client
                  + "\r\n"
                  + BROWSER
                  + headers
                  + "\r\n")
          .finish()
          .readAll();
    }
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Defects {

    @Bean
    DefectController defectController() {
      return new DefectController();
    }
  }

  @RestController
  static class DefectController {

    @GetMapping("/test/defect")
    String fail() {
      throw new IllegalStateException("planted");
    }
  }
}
