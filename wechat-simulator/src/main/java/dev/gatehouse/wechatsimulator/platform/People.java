package dev.gatehouse.wechatsimulator.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The people with a WeChat account, in the order of addition. Thread-safe. */
public final class People {
  private final List<Person> initial;
  private final Map<String, Person> byKey = new LinkedHashMap<>();

  public People(List<Person> initial) {
    this.initial = List.copyOf(initial);
    reset();
  }

  /** Replaces a person of the same key. */
  public synchronized void add(Person person) {
    byKey.put(person.key(), person);
  }

  public synchronized Optional<Person> find(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  public synchronized List<Person> all() {
    return List.copyOf(byKey.values());
  }

  /** The error message for an unknown person. */
  public String unknownPerson(String key) {
    String known = all().stream().map(Person::key).collect(Collectors.joining(", "));
    return "unknown person \"" + key + "\"; the simulator knows: " + known;
  }

  /** Removes the people added since the start. */
  public synchronized void reset() {
    byKey.clear();
    initial.forEach(person -> byKey.put(person.key(), person));
  }
}
