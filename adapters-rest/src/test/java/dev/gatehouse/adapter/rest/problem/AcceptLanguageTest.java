package dev.gatehouse.adapter.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cost of a hostile header is counted in characters read, not timed (SEC-29, SEC-35). */
class AcceptLanguageTest {

  @ParameterizedTest
  @CsvSource({
    "'en;q=0.5, zh;q=0.5', en",
    "'zh;q=0.5, en;q=0.501', en",
    "'zh;q=0, en;q=0.001', en",
    "'en;q=0', zh",
    "'en;q=1.1', zh",
    "'EN-us', en",
    "'zh-Hans-CN,en', zh",
    "'enx', zh",
    "' ,, en', en",
    "'de , *;q=0.1 , en ; q=0.7', en",
  })
  void the_higher_quality_wins_and_the_first_of_equals(String header, String language) {
    assertThat(AcceptLanguage.best(header).getLanguage()).isEqualTo(language);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-a", ",a", ";q=0", "a,en;q=0.1", "*,", "\u0000", " "})
  void twice_the_header_costs_at_most_three_times_the_work(String part) {
    long once = charactersRead(part.repeat(100));
    long twice = charactersRead(part.repeat(200));

    assertThat(twice).isLessThanOrEqualTo(3 * once);
  }

  @Test
  void no_more_than_the_bound_is_read_of_any_header() {
    long read = charactersRead("a" + "-a".repeat(3_900));

    assertThat(read).isBetween(1L, 4L * AcceptLanguage.MAX_LENGTH);
  }

  @Test
  void a_language_after_the_bound_is_not_found() {
    String header = "a,".repeat(AcceptLanguage.MAX_LENGTH / 2);

    assertThat(AcceptLanguage.best(header + "en")).isEqualTo(Locale.CHINESE);
  }

  private static long charactersRead(String header) {
    AtomicLong read = new AtomicLong();
    AcceptLanguage.best(new Counted(header, read));
    return read.get();
  }

  /** Counts the characters that are read; a copy counts all of its characters. */
  private record Counted(String text, AtomicLong read) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      read.incrementAndGet();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      read.addAndGet(end - start);
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      read.addAndGet(text.length());
      return text;
    }
  }
}
