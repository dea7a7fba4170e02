package dev.gatehouse.wechatsimulator.control;

import dev.gatehouse.wechatsimulator.platform.App;
import dev.gatehouse.wechatsimulator.platform.Apps;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.net.URI;
import java.util.stream.Collectors;

/** The text on the terminal after the start. */
public final class StartupBanner {
  private final URI baseUrl;
  private final People people;
  private final Apps apps;

  public StartupBanner(URI baseUrl, People people, Apps apps) {
    this.baseUrl = baseUrl;
    this.people = people;
    this.apps = apps;
  }

  /** Without secrets: the output of a terminal is often logged. */
  public String text() {
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

  /** A channel whose codes need no browser. */
  private String channel() {
    return apps.all().stream()
        .filter(app -> app.kind() == App.Kind.MOBILE)
        .reduce((_, last) -> last)
        .orElse(apps.all().getLast())
        .channel();
  }

  String baseUrl() {
    return baseUrl.toString();
  }

  /** A shell command that requests a code. */
  String curl() {
    return "curl -d '{\"person\":\"%s\",\"channel\":\"%s\"}' %s/simulator/codes"
        .formatted(people.all().getFirst().key(), channel(), baseUrl);
  }
}
