package dev.gatehouse.integration.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The table {@code conformance.md} names for each module of OpenID's basic and config profiles, and
 * for each attack of RFC 9700, tests that there are, or says why there is none.
 */
class ConformanceTest {

  /** The plan of the suite has 38 modules, and the one for discovery has one. */
  private static final int MODULES = 39;

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (`oidcc-[^|]*|[0-9][^|]*) \\| (.*) \\|$");
  private static final Pattern TEST = Pattern.compile("`([A-Za-z.]+Test)(?:\\.(\\w+))?`");
  private static final String PACKAGE = "dev.gatehouse.integration.";

  record Row(String requirement, String answer) {}

  static List<Row> rows() throws IOException {
    try (InputStream table = ConformanceTest.class.getResourceAsStream("conformance.md")) {
      return ROW.matcher(new String(Objects.requireNonNull(table).readAllBytes(), UTF_8))
          .results()
          .map(row -> new Row(row.group(1), row.group(2)))
          .toList();
    }
  }

  @Test
  void each_module_is_named_once() throws IOException {
    assertThat(rows())
        .extracting(Row::requirement)
        .doesNotHaveDuplicates()
        .filteredOn(requirement -> requirement.startsWith("`oidcc-"))
        .hasSize(MODULES);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void each_requirement_has_tests_or_a_reason(Row row) {
    List<MatchResult> tests = TEST.matcher(row.answer()).results().toList();

    assertThat(tests).allSatisfy(test -> assertThat(isTest(test)).as(test.group()).isTrue());
    if (tests.isEmpty()) {
      assertThat(row.answer()).matches("not applicable: .{20,}");
    }
  }

  private static boolean isTest(MatchResult test) throws ClassNotFoundException {
    String name = test.group(1);
    Class<?> type = Class.forName(PACKAGE + (name.contains(".") ? name : "oidc." + name));
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method ->
            method.isAnnotationPresent(Test.class)
                || method.isAnnotationPresent(ParameterizedTest.class))
        .anyMatch(method -> test.group(2) == null || method.getName().equals(test.group(2)));
  }
}
