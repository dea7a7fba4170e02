package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in SECURITY.md names the tests that carry a requirement's number, and no others. */
class SecurityRequirementsTest {

  private static final Path ROOT = Path.of("..");
  private static final Path TABLE = ROOT.resolve("SECURITY.md");

  /** In the order of the table. */
  private static final List<Integer> REQUIREMENTS =
      IntStream.concat(
              IntStream.rangeClosed(1, 69),
              IntStream.of(75, 76, 77, 78, 80, 81, 82, 83, 90, 91, 92, 93, 70, 71))
          .boxed()
          .toList();

  private static final Pattern ROW = Pattern.compile("\\| SEC-(\\d\\d) \\| (.+) \\|[^|\\n]*\\|");
  private static final Pattern NUMBER = Pattern.compile("(?i)SEC[-_](\\d\\d)(?: to SEC-(\\d\\d))?");

  /** If this fails, the table is out of date: copy over it the file that the message names. */
  @Test
  void the_table_names_the_tests_that_carry_each_number() throws IOException {
    String table = Files.readString(TABLE);
    Map<Integer, SortedSet<String>> tests = testsByNumber();

    String renewed =
        ROW.matcher(table)
            .replaceAll(row ->
                Matcher.quoteReplacement(
                    "| SEC-%s | %s | %s |"
                        .formatted(
                            row.group(1),
                            row.group(2),
                            names(
                                tests.getOrDefault(
                                    Integer.valueOf(row.group(1)),
                                    Collections.emptySortedSet())))));
    Path copy = Files.writeString(Path.of("target", "SECURITY.md"), renewed);

    assertThat(table).as("compare with %s", copy.toAbsolutePath()).isEqualTo(renewed);
  }

  @Test
  void every_requirement_is_in_the_table_once() throws IOException {
    assertThat(
            ROW.matcher(Files.readString(TABLE))
                .results()
                .map(row -> Integer.valueOf(row.group(1))))
        .containsExactlyElementsOf(REQUIREMENTS);
  }

  @Test
  void every_requirement_has_a_test() throws IOException {
    List<Integer> without = new ArrayList<>(REQUIREMENTS);
    without.removeAll(testsByNumber().keySet());

    assertThat(without).isEmpty();
  }

  private static String names(SortedSet<String> tests) {
    return tests.isEmpty()
        ? "not built yet"
        : tests.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  private static Map<Integer, SortedSet<String>> testsByNumber() throws IOException {
    Map<Integer, SortedSet<String>> tests = new TreeMap<>();
    for (Path source : sources()) {
      String name = source.getFileName().toString().replace(".java", "");
      NUMBER
          .matcher(Files.readString(source))
          .results()
          .flatMap(named -> {
            int first = Integer.parseInt(named.group(1));
            int last = named.group(2) == null ? first : Integer.parseInt(named.group(2));
            return IntStream.rangeClosed(first, last).boxed();
          })
          .forEach(number -> tests.computeIfAbsent(number, _ -> new TreeSet<>()).add(name));
    }
    return tests;
  }

  /** Of all modules; not this one, which speaks of numbers in general. */
  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.toList()) {
        Path tests = module.resolve("src/test/java");
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("SecurityRequirementsTest.java"))
                .forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }
}
