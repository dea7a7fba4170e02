package dev.gatehouse.adapter.rest.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.samskivert.mustache.Mustache;
import dev.gatehouse.adapter.rest.problem.ProblemCode;
import dev.gatehouse.adapter.rest.request.FieldError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** One source of words for the page of errors and for its document, in both languages. */
class ErrorsPageTest {

  @ParameterizedTest
  @EnumSource
  void each_code_has_its_paragraph_in_both_languages(ProblemCode code) {
    assertThat(paragraph(code, Locale.CHINESE))
        .satisfies(said -> assertThat(said.happened()).matches(".*\\p{IsHan}.*"))
        .satisfies(said -> assertThat(said.who()).matches(".*\\p{IsHan}.*"))
        .satisfies(said -> assertThat(said.remedy()).matches(".*\\p{IsHan}.*"));
    assertThat(paragraph(code, Locale.ENGLISH))
        .satisfies(said -> assertThat(said.happened()).matches("\\p{ASCII}+"))
        .satisfies(said -> assertThat(said.who()).matches("\\p{ASCII}+"))
        .satisfies(said -> assertThat(said.remedy()).matches("\\p{ASCII}+"));
  }

  @Test
  void every_reason_of_an_invalid_field_is_explained() {
    for (Locale language : new Locale[] {Locale.CHINESE, Locale.ENGLISH}) {
      assertThat(paragraph(ProblemCode.INVALID_REQUEST, language).remedy())
          .contains(
              Arrays.stream(FieldError.Reason.values())
                  .map(FieldError.Reason::code)
                  .toArray(String[]::new));
    }
  }

  /** If this fails, the document is out of date: copy over it the file that the message names. */
  @ParameterizedTest
  @CsvSource({"zh, errors.zh-CN.md", "en, errors.md"})
  void the_documents_say_what_the_page_says(Locale language, String document) throws IOException {
    String colon = language.equals(Locale.CHINESE) ? "：**" : ":** ";
    String expected = markdown(ErrorsPage.in(language)).replace(":** ", colon);
    Path renewed = Files.writeString(Path.of("target", document), expected);

    assertThat(Path.of("..", "docs", document))
        .as("compare with %s", renewed.toAbsolutePath())
        .content()
        .isEqualTo(expected);
  }

  private static ErrorsPage.Paragraph paragraph(ProblemCode code, Locale language) {
    return ErrorsPage.in(language).errors().stream()
        .filter(said -> said.code().equals(code.code()))
        .findFirst()
        .orElseThrow();
  }

  private static String markdown(ErrorsPage page) throws IOException {
    try (InputStream template = ErrorsPageTest.class.getResourceAsStream("errors.md")) {
      String text = new String(Objects.requireNonNull(template).readAllBytes(), UTF_8);
      return Mustache.compiler()
          .withEscaper(said -> said.replace("<", "&lt;"))
          .compile(text)
          .execute(page)
          .strip()
          .concat("\n");
    }
  }
}
