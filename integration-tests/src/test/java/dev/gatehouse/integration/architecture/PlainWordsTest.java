package dev.gatehouse.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Main sources name roles (client, user, operator), not "somebody" or "nobody". */
class PlainWordsTest {

  /** Lower it with each word that goes; never raise it. */
  private static final int BUDGET = 20;

  private static final Pattern BANNED =
      Pattern.compile(
          "\\b(somebody|nobody|whoever|anybody|everybody|none that)\\b", Pattern.CASE_INSENSITIVE);

  @Test
  void the_banned_words_in_main_sources_become_fewer() throws IOException {
    Map<String, Long> found = new TreeMap<>();
    for (Path source : sources()) {
      long words = count(Files.readString(source));
      if (words > 0) {
        found.put(Path.of("..").relativize(source).toString(), words);
      }
    }

    assertThat(found.values().stream().mapToLong(Long::longValue).sum())
        .as("banned words in %s", found)
        .isLessThanOrEqualTo(BUDGET);
  }

  @Test
  void a_banned_word_is_counted_in_any_case_and_as_a_word() {
    assertThat(count("/** Nobody; none that, WHOEVER. nobodySays */")).isEqualTo(3);
  }

  private static long count(String text) {
    return BANNED.matcher(text).results().count();
  }

  /** Of every module in the root folder but the benchmarks. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> folders = Files.list(Path.of(".."))) {
      for (Path folder : folders.filter(each -> !each.endsWith("benchmarks")).toList()) {
        Path main = folder.resolve("src/main/java");
        if (Files.isDirectory(main)) {
          try (Stream<Path> files = Files.walk(main)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }
}
