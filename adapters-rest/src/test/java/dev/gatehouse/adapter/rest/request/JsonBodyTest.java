package dev.gatehouse.adapter.rest.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodyTest {

  @Test
  void one_member_is_read_and_the_others_are_read_over() {
    assertThat(read("{\"x\":[{}],\"refreshToken\":\"abc\",\"y\":null}")).contains("abc");
    assertThat(read("{}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      value = {
        "[], body not_json",
        "{} {}, body not_json",
        "{\"refreshToken\":\"a\", body not_json",
        "{\"refreshToken\":1}, refreshToken wrong_type",
        "{\"refreshToken\":null}, refreshToken wrong_type",
        "{\"refreshToken\":[\"a\"]}, refreshToken wrong_type",
        "{\"refreshToken\":\"a\";\"refreshToken\":\"b\"}, refreshToken doubled",
      })
  void anything_else_is_refused(String body, String errors) {
    InvalidRequestException refusal =
        catchThrowableOfType(InvalidRequestException.class, () -> read(body.replace(';', ',')));

    assertThat(
            refusal.errors().stream()
                .map(error -> error.field() + " " + error.reason().code())
                .collect(Collectors.joining(" ")))
        .isEqualTo(errors);
  }

  private static Optional<String> read(String body) {
    return JsonBody.readString("refreshToken", body.getBytes(UTF_8));
  }
}
