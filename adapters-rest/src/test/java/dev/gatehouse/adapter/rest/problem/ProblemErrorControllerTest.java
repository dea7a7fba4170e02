package dev.gatehouse.adapter.rest.problem;

import static dev.gatehouse.adapter.rest.Samples.problem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.RestSlice;
import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class ProblemErrorControllerTest {

  private final MockMvcTester mvc;
  private final ProblemErrorController controller;

  ProblemErrorControllerTest(MockMvcTester mvc, ProblemErrorController controller) {
    this.mvc = mvc;
    this.controller = controller;
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST, invalid_request",
    "413, CONTENT_TOO_LARGE, payload_too_large",
    "429, TOO_MANY_REQUESTS, rate_limited",
    "500, INTERNAL_SERVER_ERROR, internal_error",
    "501, METHOD_NOT_ALLOWED, method_not_allowed",
  })
  void the_status_of_the_container_has_a_code(int status, HttpStatus answered, String code) {
    MvcTestResult answer =
        mvc.get()
            .uri("/error")
            .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
            .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/v1/logins")
            .exchange();

    assertThat(problem(answer, answered, code).path("instance").asString()).isEqualTo("/v1/logins");
  }

  @Test
  void a_client_that_asks_for_the_address_itself_finds_nothing() {
    problem(mvc.get().uri("/error").exchange(), HttpStatus.NOT_FOUND, "not_found");
  }

  /** A filter has set it before it had the failure answered. */
  @Test
  void the_time_to_wait_is_kept_and_told() {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, 429);
    request.addHeader(HttpHeaders.ACCEPT_LANGUAGE, "en");
    MockHttpServletResponse response = new MockHttpServletResponse();
    response.setHeader(HttpHeaders.RETRY_AFTER, "17");

    var answer = controller.answer(request, response);

    assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("17");
    assertThat(answer.getBody()).isNotNull().extracting(Problem::detail).asString().contains("17");
  }
}
