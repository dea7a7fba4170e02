package dev.gatehouse.adapter.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseFormatTest {

  @ParameterizedTest
  @CsvSource({
    // Browsers, old and new.
    "'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8', PAGE",
    "'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', PAGE",
    "'text/html, application/xhtml+xml, image/jxr, */*', PAGE",
    "text/html, PAGE",
    "text/*, PAGE",
    "'text/html;q=0.9, application/json;q=0.8', PAGE",
    // Programs.
    "application/json, JSON",
    "'application/json, text/plain, */*', JSON",
    "'application/json, text/javascript, */*; q=0.01', JSON",
    "application/json;charset=utf-8, JSON",
    "APPLICATION/JSON, JSON",
    "application/*, JSON",
    "'text/html;q=0.5, application/json', JSON",
    "'*/*, text/html;q=0', JSON",
    // Neither one nor the other.
    "*/*, EITHER",
    "'application/json;q=0, text/html;q=0', EITHER",
    "'text/html, application/json', EITHER",
    "image/png, EITHER",
    "'', EITHER",
    "nonsense, EITHER",
    "text/html;q=7, EITHER",
    "'application/json, nonsense', EITHER",
  })
  void it_is_what_the_client_names_best(String accept, ResponseFormat wanted) {
    assertThat(ResponseFormat.wantedBy(List.of(accept))).isEqualTo(wanted);
  }

  @Test
  void no_header_and_several_headers_are_read_as_one() {
    assertThat(ResponseFormat.wantedBy(List.<String>of())).isEqualTo(ResponseFormat.EITHER);
    assertThat(ResponseFormat.wantedBy(List.of("*/*;q=0.1", "application/json")))
        .isEqualTo(ResponseFormat.JSON);
  }
}
