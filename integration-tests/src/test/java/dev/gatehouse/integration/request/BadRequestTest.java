package dev.gatehouse.integration.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every bad request gets a problem of the documented form, in the client's language. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "test.fakes.installed=true"})
@ExtendWith(OutputCaptureExtension.class)
class BadRequestTest {

  @LocalServerPort private int port;

  @Test
  void a_problem_has_all_its_members() {
    Answer answer = calls().post("{\"credential\":{\"code\":7}}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.text("$.type")).isEqualTo("/errors#invalid_request");
    assertThat(answer.text("$.title")).isEqualTo("参数错误");
    assertThat(answer.value("$.status")).isEqualTo(400);
    assertThat(answer.text("$.detail")).isNotBlank();
    assertThat(answer.text("$.instance")).isEqualTo("/v1/logins");
    assertThat(answer.text("$.traceId")).matches("[0-9a-f]{32}");
    assertThat(answer.value("$.errors"))
        .isEqualTo(
            List.of(
                Map.of("field", "credential.code", "reason", "wrong_type", "detail", "该字段的类型不正确"),
                Map.of("field", "method", "reason", "missing", "detail", "缺少该字段")));
  }

  @Test
  void an_english_client_reads_english() {
    Answer answer =
        calls()
            .send(
                calls()
                    .request("/v1/logins")
                    .header("Content-Type", "application/json")
                    .header("Accept-Language", "en-GB")
                    .POST(BodyPublishers.ofString("[]")));

    assertThat(answer.header("Content-Language")).isEqualTo("en");
    assertThat(answer.text("$.title")).isEqualTo("Invalid request");
    assertThat(answer.text("$.errors[0].detail")).isEqualTo("is not valid JSON");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/logins, application/json, */*, 405, method_not_allowed",
    "POST, /nowhere, application/json, */*, 404, not_found",
    "POST, /error, application/json, */*, 404, not_found",
    "POST, /v1/logins, text/plain, */*, 415, unsupported_media_type",
    "POST, /v1/logins, nonsense, */*, 415, unsupported_media_type",
    "POST, /v1/logins, application/json;charset=utf-16, */*, 415, unsupported_media_type",
    "POST, /v1/logins, application/json;charset=nonsense, */*, 415, unsupported_media_type",
    "POST, /v1/session/refresh, application/json;charset=utf-16, */*, 415, unsupported_media_type",
    "POST, /v1/logins, application/json, image/png, 406, not_acceptable",
    "POST, /v1/logins, application/json;charset=utf-8, application/*, 400, invalid_request",
  })
  void what_http_itself_forbids_is_a_problem_too(
      String method, String path, String contentType, String accept, int status, String code) {
    Answer answer =
        calls()
            .send(
                calls()
                    .request(path)
                    .header("Content-Type", contentType)
                    .header("Accept", accept)
                    .method(method, BodyPublishers.ofString("{}")));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Server")).isEmpty();
  }

  @Test
  void a_doubled_query_parameter_is_refused_by_name() {
    Answer answer =
        calls()
            .send(
                calls()
                    .request("/v1/logins?a=1&b=2&a=3")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{}")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.value("$.errors"))
        .isEqualTo(List.of(Map.of("field", "a", "reason", "doubled", "detail", "该字段重复")));
  }

  /**
   * The test resources have words for it; asking for those of a made-up method would leak memory.
   */
  @Test
  void a_method_that_is_not_installed_is_not_asked_for_words() {
    Answer answer = calls().login("UNKNOWN", "app", "x");

    assertThat(answer.text("$.title")).isEqualTo("不支持的登录方式");
  }

  /** A request that is refused as a whole has no list of fields, and its detail promises none. */
  @Test
  void a_detail_promises_a_list_of_errors_only_where_there_is_one() {
    Answer listed = calls().post("{}");
    Answer whole = calls().get("/v1/me;a");

    assertThat(listed.text("$.detail")).contains("errors");
    assertThat(whole.status()).isEqualTo(400);
    assertThat(whole.text("$.detail")).isNotBlank().doesNotContain("errors");
  }

  @Test
  void a_method_that_is_not_allowed_names_those_that_are() {
    assertThat(calls().get("/v1/logins").header("Allow")).isEqualTo("POST");
  }

  @Test
  void a_body_over_16_kib_is_too_large() {
    Answer answer = calls().post("{\"method\":\"" + "x".repeat(16 * 1024) + "\"}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("payload_too_large");
  }

  /** SEC-21. */
  @Test
  void nothing_of_a_bad_request_is_logged_or_repeated(CapturedOutput output) {
    Answer answer =
        calls()
            .post(
                "{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"planted\",\"ticket\":\"planted\"}}");

    assertThat(answer.http().body()).doesNotContain("planted");
    assertThat(output).doesNotContain("planted");
  }

  private LoginCalls calls() {
    return new LoginCalls(port);
  }
}
