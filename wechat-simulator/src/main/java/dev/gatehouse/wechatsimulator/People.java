package dev.gatehouse.wechatsimulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who has a WeChat account here, in the order in which they came. Thread-safe. */
final class People {
  private final List<Person> fromTheStart;
  private final Map<String, Person> byKey = new LinkedHashMap<>();

  People(List<Person> fromTheStart) {
    this.fromTheStart = List.copyOf(fromTheStart);
    reset();
  }

  /** Somebody of the same key is replaced. */
  synchronized void add(Person person) {
    byKey.put(person.key(), person);
  }

  synchronized Optional<Person> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  synchronized List<Person> all() {
    return List.copyOf(byKey.values());
  }

  /** A sentence for whoever asked for a person that is not here. */
  String doesNotKnow(String key) {
    String known = all().stream().map(Person::key).collect(Collectors.joining(", "));
    return "unknown person \"" + key + "\"; the simulator knows: " + known;
  }

  /** Forgets who was added since the start. */
  synchronized void reset() {
    byKey.clear();
    fromTheStart.forEach(person -> byKey.put(person.key(), person));
  }
}
