package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents are in plain words and short sentences, in both languages. */
class ProseTest {

  static Stream<Path> documents() throws IOException {
    return LinksTest.documents();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void a_document_keeps_the_rules_of_prose(Path document) throws IOException {
    boolean chinese = document.toString().endsWith(".zh-CN.md");

    assertThat(Prose.findings(Files.readString(document), chinese)).isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '~',
      value = {
        "Nobody is told.                        ~ word to avoid",
        "The text has  two spaces.              ~ double space",
        "A mark stands alone , here.            ~ space before a mark",
        "## How To Begin                        ~ heading not in sentence case",
        "- The cell of an item is told of this. ~ word to avoid",
        "| a cell | whoever reads it |           ~ word to avoid",
      })
  void an_english_text_that_breaks_a_rule_is_found(String text, String rule) {
    assertThat(Prose.findings(text, false)).singleElement().asString().startsWith(rule + ": ");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '~',
      value = {
        "客户端地址只采信它们的说法。 ~ word to avoid",
        "配置好以后,重启服务。     ~ half-width mark beside Chinese",
        "用AppID登录。               ~ no space between Chinese and Latin",
        "这里  有两个空格。          ~ double space",
      })
  void a_chinese_text_that_breaks_a_rule_is_found(String text, String rule) {
    assertThat(Prose.findings(text, true)).singleElement().asString().startsWith(rule + ": ");
  }

  @Test
  void long_sentences_and_paragraphs_are_found() {
    String sentence = "word ".repeat(20).strip() + ". ";

    assertThat(Prose.findings("word ".repeat(36), false))
        .singleElement()
        .asString()
        .startsWith("long sentence");
    assertThat(Prose.findings(sentence.repeat(6), false))
        .singleElement()
        .asString()
        .startsWith("long paragraph");
    assertThat(Prose.findings("字".repeat(71), true))
        .singleElement()
        .asString()
        .startsWith("long sentence");
    assertThat(Prose.findings("这是一个短句。".repeat(50), true))
        .singleElement()
        .asString()
        .startsWith("long paragraph");
  }

  @Test
  void code_addresses_names_and_good_sentences_pass() {
    String english =
        """
        # Connect WeChat: What to do

        Call `nobody  told` at https://example.org/nobody first. See [the page](whoever.md).

        ```sh
        echo nobody  is here
        ```
        """;

    assertThat(Prose.findings(english, false)).isEmpty();
    assertThat(Prose.findings("把 AppID 填入 `id`，然后重启（约 5 秒）。", true)).isEmpty();
  }
}
