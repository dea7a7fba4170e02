package dev.gatehouse.adapter.rest.page;

import static dev.gatehouse.adapter.rest.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.RestSlice;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@RestSlice
class ErrorsPageControllerTest {

  private final MockMvcTester mvc;

  ErrorsPageControllerTest(MockMvcTester mvc) {
    this.mvc = mvc;
  }

  @ParameterizedTest
  @CsvSource({"/errors, en, en", "/errors, zh, zh", "/errors?lang=zh, en, zh"})
  void problems_are_explained_in_the_language_of_the_reader(
      String address, String accepted, String language) {
    MvcTestResult answer =
        mvc.get().uri(address).header(HttpHeaders.ACCEPT_LANGUAGE, accepted).exchange();

    assertThat(answer)
        .hasStatusOk()
        .hasContentTypeCompatibleWith(MediaType.TEXT_HTML)
        .hasHeader(HttpHeaders.CONTENT_LANGUAGE, language)
        .hasHeader(HttpHeaders.CACHE_CONTROL, "max-age=60")
        .hasHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
        .headers()
        .containsHeader("Content-Security-Policy");
    assertThat(text(answer)).contains("id=\"credential_rejected\"", "lang=\"" + language);
  }
}
