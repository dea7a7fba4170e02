package dev.gatehouse.wechatsimulator;

import java.net.URI;
import java.util.stream.Collectors;

/** What a person reads first. */
final class Welcome {
  private final URI baseUrl;
  private final People people;
  private final Apps apps;

  Welcome(URI baseUrl, People people, Apps apps) {
    this.baseUrl = baseUrl;
    this.people = people;
    this.apps = apps;
  }

  /** Without secrets: what a terminal shows ends up in logs. */
  String banner() {
    return """
    WeChat simulator at %s (a stand-in for development and tests, not WeChat)
    People: %s
    A code for one of them:
      %s
    """
        .formatted(
            baseUrl,
            people.all().stream().map(Person::key).collect(Collectors.joining(", ")),
            curl());
  }

  String baseUrl() {
    return baseUrl.toString();
  }

  /** A line for a shell that asks for a code. */
  String curl() {
    return "curl -d '{\"person\":\"%s\",\"channel\":\"%s\"}' %s/simulator/codes"
        .formatted(people.all().getFirst().key(), apps.all().getLast().channel(), baseUrl);
  }
}
