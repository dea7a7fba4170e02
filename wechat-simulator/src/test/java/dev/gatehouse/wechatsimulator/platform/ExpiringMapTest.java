package dev.gatehouse.wechatsimulator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ExpiringMapTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final ExpiringMap<String> map = new ExpiringMap<>(Duration.ofMinutes(10), 3);

  @Test
  void what_has_expired_makes_room_when_something_new_comes() {
    map.put("first", "1", NOW);
    map.put("second", "2", NOW.plusSeconds(1));

    map.put("third", "3", NOW.plusSeconds(600));

    assertThat(map.size()).isEqualTo(2);
    assertThat(map.get("first", NOW)).isEmpty();
    assertThat(map.get("second", NOW)).contains("2");
  }

  @Test
  void above_the_capacity_the_oldest_goes_first() {
    map.put("first", "1", NOW);
    map.put("second", "2", NOW);
    map.put("third", "3", NOW);

    map.put("fourth", "4", NOW);

    assertThat(map.size()).isEqualTo(3);
    assertThat(map.get("first", NOW)).isEmpty();
    assertThat(map.get("fourth", NOW)).contains("4");
  }

  @Test
  void what_is_put_again_begins_a_new_life_as_the_latest() {
    map.put("first", "1", NOW);
    map.put("second", "2", NOW);

    map.put("first", "1 again", NOW.plusSeconds(1));

    assertThat(map.latest(3, NOW.plusSeconds(600))).containsExactly("1 again");
    assertThat(map.latest(3, NOW)).containsExactly("1 again", "2");
    assertThat(map.latest(1, NOW)).containsExactly("1 again");
  }

  @Test
  void an_update_does_not_lengthen_the_life() {
    map.put("first", "1", NOW);

    map.update("first", value -> value + "!");

    assertThat(map.get("first", NOW.plusSeconds(599))).contains("1!");
    assertThat(map.get("first", NOW.plusSeconds(600))).isEmpty();
  }

  @Test
  void an_update_of_nothing_is_nothing() {
    map.update("first", value -> value + "!");

    assertThat(map.get("first", NOW)).isEmpty();
  }
}
