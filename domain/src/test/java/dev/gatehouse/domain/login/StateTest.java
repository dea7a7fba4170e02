package dev.gatehouse.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-02. */
class StateTest {

  private static final String VALUE = "0123456789abcdefghijABCDEFGHIJ0123456789";

  private final SecureRandom random = new SecureRandom();

  @Test
  void a_fresh_state_is_of_the_form_and_unlike_any_other() {
    Set<State> seen = new HashSet<>();

    for (int i = 0; i < 10_000; i++) {
      State state = State.fresh(random);
      assertThat(state.value()).matches("[0-9A-Za-z]{32}");
      assertThat(seen.add(state)).isTrue();
    }
  }

  /** Fewer characters, or some that never come up, would be fewer bits than promised. */
  @Test
  void a_fresh_state_uses_the_whole_alphabet() {
    Set<Integer> used =
        Stream.generate(() -> State.fresh(random))
            .limit(1_000)
            .flatMap(state -> state.value().chars().boxed())
            .collect(Collectors.toSet());

    assertThat(used).hasSize(62);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "undefined",
        "0123456789abcdefghijABCDEFGHIJ0",
        VALUE + "#appended",
        VALUE + " ",
        VALUE + "\n",
        "/123456789abcdefghijABCDEFGHIJ0123456789",
        "０123456789abcdefghijABCDEFGHIJ0123456789",
        "0123456789abcdefghijABCDEFGHIJ01234567890123456789abcdefghijABCDEFGHIJ0123456789"
            + "0123456789abcdefghijABCDEFGHIJ01234567890123456789",
      })
  void what_is_not_of_the_form_is_no_state(String text) {
    assertThat(State.parse(text)).isEmpty();
    assertThatThrownBy(() -> new State(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void only_the_very_same_matches() {
    State state = new State(VALUE);

    assertThat(State.parse(VALUE)).contains(state);
    assertThat(state.matches(new State(VALUE))).isTrue();
    assertThat(state.matches(new State(VALUE + "0"))).isFalse();
    assertThat(state.matches(new State(VALUE.toLowerCase(Locale.ROOT)))).isFalse();
  }

  /** Stores of replicas that run different versions must agree on it. */
  @Test
  void its_hash_is_sha_256() {
    assertThat(HexFormat.of().formatHex(new State(VALUE).hash()))
        .isEqualTo("49dce27a35d7c4207f1c42d7548e3ae58c7c5728213c13d4b5253572e4f80dca");
  }

  /** SEC-21. */
  @Test
  void it_does_not_show_itself() {
    assertThat(new State(VALUE)).hasToString("State[]");
    assertThatThrownBy(() -> new State(VALUE + "-")).message().doesNotContain(VALUE);
  }
}
