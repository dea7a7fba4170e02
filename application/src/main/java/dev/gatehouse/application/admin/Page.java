package dev.gatehouse.application.admin;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a long list.
 *
 * @param next where the following page begins; null if this is the last
 */
public record Page<T>(List<T> entries, @Nullable String next) {

  public Page {
    entries = List.copyOf(entries);
  }

  /**
   * The page of a list that was read one entry further than the page.
   *
   * @param position of an entry, after which the next page begins
   */
  static <T> Page<T> of(List<T> found, int atMost, Function<T, String> position) {
    return found.size() <= atMost
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, atMost), position.apply(found.get(atMost - 1)));
  }
}
