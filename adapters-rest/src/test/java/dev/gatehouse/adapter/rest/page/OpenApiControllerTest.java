package dev.gatehouse.adapter.rest.page;

import static dev.gatehouse.adapter.rest.Samples.json;
import static dev.gatehouse.adapter.rest.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.RestSlice;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

@RestSlice
class OpenApiControllerTest {

  private final MockMvcTester mvc;

  OpenApiControllerTest(MockMvcTester mvc) {
    this.mvc = mvc;
  }

  @Test
  void the_api_is_described_as_far_as_it_is_switched_on() {
    MvcTestResult answer = mvc.get().uri("/openapi.json").exchange();

    assertThat(answer)
        .hasStatusOk()
        .hasContentTypeCompatibleWith(MediaType.APPLICATION_JSON)
        .hasHeader(HttpHeaders.CACHE_CONTROL, "max-age=60");
    JsonNode description = json(text(answer).replace('\'', '’'));
    assertThat(description.path("servers").get(0).path("url").asString())
        .isEqualTo("http://localhost");
    assertThat(description.path("paths").propertyNames())
        .contains("/v1/logins", "/v1/me", "/testWXLoginOrRegister")
        .as("the adapters of these are not installed here")
        .doesNotContain("/v1/logins/P/codes", "/v1/logins/WX/phone");
  }
}
