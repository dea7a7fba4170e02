package dev.gatehouse.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sources and settings name roles (client, user, operator), not "somebody" or "nobody". */
class PlainWordsTest {

  private static final Path ROOT = Path.of("..");

  /** In names, too. {@code noBody} of the JDK is another word. */
  private static final Pattern BANNED =
      Pattern.compile(
          "([Ss]ome|[Nn]o|[Aa]ny|[Ee]very)body|[Ww]hoever|\\b[Nn]one that\\b"
              + "|(SOME|NO|ANY|EVERY)BODY|WHOEVER");

  private static final Set<String> SKIPPED_FOLDERS =
      Set.of("target", "node_modules", ".git", ".gatehouse");

  /** They define the banned words. */
  private static final Set<String> SKIPPED_FILES =
      Set.of("PlainWordsTest.java", "Prose.java", "ProseTest.java");

  @Test
  void no_source_contains_a_banned_word() throws IOException {
    Map<String, List<String>> found = new TreeMap<>();
    List<Path> sources = sources();
    for (Path source : sources) {
      List<String> words = banned(Files.readString(source));
      if (!words.isEmpty()) {
        found.put(ROOT.relativize(source).toString(), words);
      }
    }

    assertThat(sources).hasSizeGreaterThan(500);
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Nobody is told, Nobody",
    "a WHOEVER, WHOEVER",
    "a list of none that fits, none that",
    "void somebody_logs_in(), somebody",
    "loginOfSomebodyNew(), Somebody",
    "int NOBODYS = 1, NOBODY"
  })
  void a_banned_word_is_found_in_text_and_in_names(String text, String word) {
    assertThat(banned(text)).containsExactly(word);
  }

  @Test
  void a_name_of_the_jdk_is_no_banned_word() {
    assertThat(banned("BodyPublishers.noBody()")).isEmpty();
  }

  private static List<String> banned(String text) {
    return BANNED.matcher(text).results().map(MatchResult::group).toList();
  }

  /** Java of every module and example, tests included, and the settings beside it. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED_FOLDERS.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if ((name.endsWith(".java") || name.endsWith(".properties"))
                && !SKIPPED_FILES.contains(name)) {
              sources.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return sources;
  }
}
