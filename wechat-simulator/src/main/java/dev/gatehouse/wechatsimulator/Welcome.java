package dev.gatehouse.wechatsimulator;

import java.net.URI;
import java.util.stream.Collectors;

/** What a person reads first: in a browser, and in the terminal that started the simulator. */
final class Welcome {
  private final URI baseUrl;
  private final People people;
  private final Apps apps;

  Welcome(URI baseUrl, People people, Apps apps) {
    this.baseUrl = baseUrl;
    this.people = people;
    this.apps = apps;
  }

  /**
   * Shows the apps' secrets: they are made up, and whoever wants to use the simulator needs them.
   */
  String page() {
    return """
    This is a stand-in for WeChat's login platform, for development and tests. It is not WeChat.

    People:
    %s

    Apps (channel, app id, secret):
    %s

    A code, as WeChat would give it to an app after the person has approved:
    %s
    """
        .formatted(
            people.all().stream()
                .map(person -> "  " + person.key() + "  " + person.nickname())
                .collect(Collectors.joining("\n")),
            apps.all().stream()
                .map(app -> "  " + app.channel() + "  " + app.appId() + "  " + app.secret())
                .collect(Collectors.joining("\n")),
            curl());
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

  private String curl() {
    return "  curl -d '{\"person\":\"%s\",\"channel\":\"%s\"}' %s/simulator/codes"
        .formatted(people.all().getFirst().key(), apps.all().getLast().channel(), baseUrl);
  }
}
