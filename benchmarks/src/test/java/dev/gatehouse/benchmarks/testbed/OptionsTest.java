package dev.gatehouse.benchmarks.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static Options parse(String... arguments) {
    return Options.parse(List.of(arguments), Path.of("kept"));
  }

  @Test
  void names_and_options_may_be_mixed() {
    Options options = parse("login", "--rounds", "5", "me", "--only", "gatehouse,floor");

    assertThat(options.scenarios()).containsExactly("login", "me");
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.measures("floor")).isTrue();
    assertThat(options.measures("flask")).isFalse();
  }

  @Test
  void without_options_all_are_measured_at_length() {
    Options options = parse();

    assertThat(options.measures("flask")).isTrue();
    assertThat(options.warmUp()).isEqualTo(Duration.ofMinutes(1));
    assertThat(options.json()).isEqualTo(Path.of("kept/bench.json"));
  }

  @Test
  void what_is_measured_beside_an_older_one_is_kept_apart() {
    Options options = parse("login", "--before", "older.jar");

    assertThat(options.before()).contains(Path.of("older.jar"));
    assertThat(options.json()).isEqualTo(Path.of("kept/bench-before.json"));
    assertThat(parse("--before", "older.jar", "--json", "mine.json").json())
        .isEqualTo(Path.of("mine.json"));
  }

  @Test
  void what_is_said_wins_over_quick_wherever_it_stands() {
    assertThat(parse("--rounds", "7", "--quick").rounds()).isEqualTo(7);
    assertThat(parse("--quick").rounds()).isEqualTo(3);
  }

  @Test
  void options_of_the_jvm_are_words() {
    assertThat(parse("--java-options", "-XX:+UseSerialGC  -Xss256k").javaOptions())
        .containsExactly("-XX:+UseSerialGC", "-Xss256k");
  }

  @Test
  void nonsense_is_refused_by_name() {
    assertThatThrownBy(() -> parse("--fast"))
        .isInstanceOf(Options.Misuse.class)
        .hasMessageContaining("--fast");
    assertThatThrownBy(() -> parse("--rounds", "0")).hasMessageContaining("--rounds");
    assertThatThrownBy(() -> parse("--rounds")).hasMessageContaining("--rounds");
    assertThatThrownBy(() -> parse("--users", "10,x")).hasMessageContaining("--users");
  }
}
