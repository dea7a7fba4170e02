package dev.gatehouse.adapter.rest.login;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehouse.adapter.rest.request.InvalidRequestException;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import java.nio.charset.Charset;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginRequestTest {

  @Test
  void a_login_is_a_method_and_a_flat_object_of_strings() throws Exception {
    Credential credential =
        read("{\"method\":\"WX\",\"credential\":{\"channel\":\"app\",\"code\":\"0a1B\"}}");

    assertThat(credential.method()).isEqualTo(new LoginMethod("WX"));
    assertThat(credential.field("channel")).contains("app");
    assertThat(credential.field("code")).contains("0a1B");
  }

  /** SEC-37. */
  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
  void json_in_another_encoding_than_utf_8_is_refused(String encoding) {
    byte[] body = "{\"method\":\"WX\",\"credential\":{}}".getBytes(Charset.forName(encoding));

    assertThatThrownBy(() -> LoginRequest.read(body, LoginMethod::new))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void a_byte_order_mark_of_utf_8_is_read_over() throws Exception {
    assertThat(read("\ufeff{\"method\":\"WX\",\"credential\":{}}").method())
        .isEqualTo(new LoginMethod("WX"));
  }

  @Test
  void unknown_members_are_read_over() throws Exception {
    Credential credential =
        read("{\"extra\":{\"a\":[1,{}]},\"credential\":{},\"method\":\"P\",\"more\":null}");

    assertThat(credential.method()).isEqualTo(new LoginMethod("P"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "code=1",
        "null",
        "[]",
        "\"WX\"",
        "{",
        "{\"method\":\"WX\",\"credential\":{}",
        "{\"method\":\"WX\",\"credential\":{}} x",
        "{\"method\":\"WX\",\"credential\":{}}{}",
        "{'method':'WX'}",
        "{\"method\":NaN}",
        "{\"method\":\"W\u0001X\"}",
      })
  void what_is_not_one_json_object_is_refused_as_a_whole(String body) {
    assertThat(errorsOf(body)).isEqualTo("body not_json");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      value = {
        "{}, method missing credential missing",
        "{\"credential\":{}}, method missing",
        "{\"method\":\"WX\"}, credential missing",
        "{\"method\":7;\"credential\":{}}, method wrong_type",
        "{\"method\":null;\"credential\":null}, method wrong_type credential wrong_type",
        "{\"method\":\" \";\"credential\":[{}]}, method blank credential wrong_type",
        "{\"method\":\"1234567890123456789012345678901234567\";\"credential\":{}}, method too_long",
        "{\"method\":\"A\";\"method\":\"B\";\"credential\":{}}, method doubled",
        "{\"method\":\"A\";\"credential\":{};\"credential\":{}}, credential doubled",
        "{\"method\":\"A\";\"credential\":{\"code\":1}}, credential.code wrong_type",
        "{\"method\":\"A\";\"credential\":{\"code\":{\"a\":[]}}}, credential.code wrong_type",
        "{\"method\":\"A\";\"credential\":{\"c\":\"1\";\"c\":\"2\"}}, credential.c doubled",
      })
  void every_wrong_field_is_named(String body, String errors) {
    assertThat(errorsOf(body.replace(';', ','))).isEqualTo(errors);
  }

  /** SEC-29. */
  @Test
  void fields_are_bounded_in_number_and_size() {
    String many =
        IntStream.range(0, 17)
            .mapToObj(i -> "\"f" + i + "\":\"\"")
            .collect(Collectors.joining(","));

    assertThat(errorsOf("{\"method\":\"A\",\"credential\":{" + many + "}}"))
        .isEqualTo("credential too_many");
    assertThat(
            errorsOf("{\"method\":\"A\",\"credential\":{\"code\":\"" + "x".repeat(2049) + "\"}}"))
        .isEqualTo("credential.code too_long");
    assertThat(errorsOf("{\"method\":\"A\",\"credential\":{\"" + "n".repeat(65) + "\":1}}"))
        .isEqualTo("body wrong_type");
  }

  /** SEC-29: else an answer could be thirty times as long as what it answers. */
  @Test
  void what_is_wrong_a_thousand_times_is_not_said_a_thousand_times() {
    String same = "\"a\":1,".repeat(2_500) + "\"a\":1";
    String others =
        IntStream.range(0, 1_500)
            .mapToObj(i -> "\"f" + i + "\":1")
            .collect(Collectors.joining(","));

    assertThat(errorsOf("{\"method\":\"A\",\"credential\":{" + same + "}}"))
        .isEqualTo("credential.a wrong_type credential.a doubled");
    assertThat(errorsOf("{\"method\":\"A\",\"credential\":{" + others + "}}").split("wrong_type"))
        .hasSize(LoginRequest.MAX_ERRORS);
  }

  @Test
  void nesting_is_no_way_to_the_stack() {
    assertThat(errorsOf("{\"x\":" + "[".repeat(16_000))).isEqualTo("body not_json");
  }

  private static Credential read(String body) throws LoginException {
    return LoginRequest.read(body.getBytes(UTF_8), LoginMethod::new);
  }

  private static String errorsOf(String body) {
    return catchThrowableOfType(InvalidRequestException.class, () -> read(body)).errors().stream()
        .map(error -> error.field() + " " + error.reason().code())
        .collect(Collectors.joining(" "));
  }
}
