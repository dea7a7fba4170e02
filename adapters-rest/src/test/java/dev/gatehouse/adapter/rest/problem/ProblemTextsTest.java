package dev.gatehouse.adapter.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.rest.request.FieldError;
import dev.gatehouse.domain.identity.LoginMethod;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTextsTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "none, zh",
        "'', zh",
        "zh-CN, zh",
        "en, en",
        "en-GB, en",
        "'fr;q=0.9, en-US;q=0.5', en",
        "'en;q=0.1, zh;q=0.9', zh",
        "fr, zh",
        "*, zh",
        "'not a language;;q=x', zh",
      })
  void the_language_is_the_clients_best_of_two(String header, String language) {
    assertThat(ProblemTexts.language(header).getLanguage()).isEqualTo(language);
  }

  static Stream<String> keys() {
    return Stream.concat(
        Arrays.stream(ProblemCode.values())
            .flatMap(code -> Stream.of(code.code() + ".title", code.code() + ".detail")),
        Arrays.stream(FieldError.Reason.values()).map(reason -> "reason." + reason.code()));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void every_code_has_words_in_both_languages(String key) {
    assertThat(ProblemTexts.text(key, Locale.CHINESE)).matches(".*\\p{IsHan}.*");
    assertThat(ProblemTexts.text(key, Locale.ENGLISH)).matches("\\p{ASCII}+");
  }

  @Test
  void a_method_may_bring_words_of_its_own_and_need_not() {
    LoginMethod spoken = new LoginMethod("SPOKEN");

    assertThat(ProblemTexts.text("not_found.title", Locale.ENGLISH, spoken)).isEqualTo("Own words");
    assertThat(ProblemTexts.text("not_found.detail", Locale.ENGLISH, spoken))
        .isEqualTo(ProblemTexts.text("not_found.detail", Locale.ENGLISH));
    assertThat(ProblemTexts.text("not_found.title", Locale.ENGLISH, new LoginMethod("SILENT")))
        .isEqualTo("Not found");
  }
}
