package dev.gatehouse.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "小明",
        "O'Brien <b>",
        "👩‍🚀",
        "é",
        "a  b",
        "می\u200cخواهم",
        "☂\uFE0F",
        "\u0600\u0661",
        "\u0605",
        "\u06DD\u0661",
        "\u2640\uFE0F",
        "\uF8FF",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC73\uDB40\uDC63\uDB40\uDC74\uDB40\uDC7F",
        "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC77\uDB40\uDC6C\uDB40\uDC73\uDB40\uDC7F",
        "e\u0301"
      })
  void an_ordinary_name_stays_as_it_is(String name) {
    assertThat(UserName.from(name)).contains(new UserName(name));
  }

  /** SEC-17. */
  @ParameterizedTest
  @CsvSource({
    "'a\u0000b\u0014c\u007f\u0085', abc",
    "'line\r\nbreak\u2028x', linebreakx",
    "'user\u202Etxt.exe\u202C', usertxt.exe",
    "'\u2066x\u2069\u200F', x",
    "'  小明 ', 小明",
    "'half\uD83D', half",
    "'zero\u200Bwidth\u2060x\u00ADy', zerowidthxy",
    "'tag\uDB40\uDC41ged', tagged",
    "'\uD83C\uDFF4\uDB40\uDC67 cut', '\uD83C\uDFF4 cut'",
    "'non\uFFFEchar\uFDD0\uD83F\uDFFF', nonchar",
  })
  void hostile_characters_go(String text, String expected) {
    assertThat(UserName.from(text)).map(UserName::value).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\u0000\u0007",
        "\u202E",
        "　",
        "\u200B\u2060",
        "\u00AD",
        "\u200D",
        "\u3164",
        "\u115F\u1160 \uFFA0",
        "\u2800",
        "\uFE0F",
        "\u00A0",
        "\u17B4\u17B5",
        "\u180B\u180E\u180F",
        "\u2065",
        "\uFFF0",
        "\uDB40\uDC20",
        "\uDB40\uDD00",
        "\uD834\uDD73",
        "\uFFFE",
        "\uFDD0",
        "\u0301",
        " \u0301\u20E3",
        "\u061C"
      })
  void nothing_to_show_is_no_name(String text) {
    assertThat(UserName.from(text)).isEmpty();
  }

  @Test
  void a_long_name_is_cut_at_64_code_points() {
    assertThat(UserName.from("🙂".repeat(100))).contains(new UserName("🙂".repeat(64)));
    assertThat(UserName.from("字".repeat(64))).contains(new UserName("字".repeat(64)));
  }

  @Test
  void a_cut_does_not_split_what_a_reader_sees_as_one_character() {
    String family = "👨‍👩‍👧‍👦"; // seven code points
    String accented = "e\u0301";

    assertThat(UserName.from("x".repeat(60) + family)).contains(new UserName("x".repeat(60)));
    assertThat(UserName.from("x".repeat(63) + accented)).contains(new UserName("x".repeat(63)));
  }

  @Test
  void a_flag_of_tags_is_not_split_by_a_cut() {
    String scotland = new String(Character.toChars(0x1F3F4)) + tags("gbsct") + tags("\u007F");

    assertThat(UserName.from("x".repeat(57) + scotland))
        .contains(new UserName("x".repeat(57) + scotland));
    assertThat(UserName.from("x".repeat(60) + scotland)).contains(new UserName("x".repeat(60)));
  }

  private static String tags(String letters) {
    return letters
        .codePoints()
        .map(letter -> 0xE0000 + letter)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Of hostile text so much is read, whatever its length. */
  @Test
  void text_behind_a_thousand_invisible_characters_is_not_read() {
    assertThat(UserName.from("\u200B".repeat(2000) + "x")).isEmpty();
  }

  @Test
  void one_endless_character_is_cut_all_the_same() {
    assertThat(UserName.from("e" + "\u0301".repeat(1000)))
        .map(name -> name.value().length())
        .contains(64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u3164", "a\u0000", "\u202Ea", "a\u200B"})
  void a_name_that_breaks_the_rules_cannot_exist(String value) {
    assertThatThrownBy(() -> new UserName(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name");
    assertThatThrownBy(() -> new UserName("x".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("64");
  }
}
