package dev.gatehouse.adapter.rest.page;

import static dev.gatehouse.adapter.rest.Samples.problem;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.RestSlice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@RestSlice
class PageAssetControllerTest {

  private final MockMvcTester mvc;

  PageAssetControllerTest(MockMvcTester mvc) {
    this.mvc = mvc;
  }

  @ParameterizedTest
  @CsvSource({
    "page.css, text/css;charset=UTF-8",
    "page.js, text/javascript;charset=UTF-8",
    "icon.svg, image/svg+xml",
  })
  void a_file_has_its_type_and_is_fresh_for_a_minute(String file, String type) {
    assertThat(mvc.get().uri("/sign-in/" + file).exchange())
        .hasStatusOk()
        .hasHeader(HttpHeaders.CONTENT_TYPE, type)
        .hasHeader(HttpHeaders.CACHE_CONTROL, "max-age=60");
  }

  @Test
  void a_browser_that_has_the_file_does_not_get_it_again() {
    String tag =
        requireNonNull(
            mvc.get().uri("/sign-in/page.css").exchange().getResponse().getHeader("ETag"));

    assertThat(mvc.get().uri("/sign-in/page.css").header(HttpHeaders.IF_NONE_MATCH, tag).exchange())
        .hasStatus(HttpStatus.NOT_MODIFIED);
  }

  @Test
  void a_file_that_no_method_brings_is_not_found() {
    problem(
        mvc.get().uri("/sign-in/methods/OTHER.svg").exchange(), HttpStatus.NOT_FOUND, "not_found");
  }
}
