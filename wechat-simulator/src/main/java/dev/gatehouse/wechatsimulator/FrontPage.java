package dev.gatehouse.wechatsimulator;

import com.samskivert.mustache.Template;
import java.util.List;
import java.util.Map;

/** The page at {@code /}: what this is, who is here, what has happened. */
final class FrontPage {
  private static final int ROWS = 20;
  private static final String CSS = Pages.file("page.css");

  private final Template template = Pages.template("front.html");
  private final Welcome welcome;
  private final People people;
  private final Apps apps;
  private final WeChatPlatform platform;
  private final CallLog calls;
  private final Faults faults;

  FrontPage(
      Welcome welcome,
      People people,
      Apps apps,
      WeChatPlatform platform,
      CallLog calls,
      Faults faults) {
    this.welcome = welcome;
    this.people = people;
    this.apps = apps;
    this.platform = platform;
    this.calls = calls;
    this.faults = faults;
  }

  /**
   * Shows secrets and codes: they are made up, and whoever wants to use the simulator needs them.
   */
  HttpReply show() {
    Map<String, Object> values =
        Map.of(
            "css", CSS,
            "baseUrl", welcome.baseUrl(),
            "curl", welcome.curl(),
            "people", people.all().stream().map(FrontPage::row).toList(),
            "apps", apps.all().stream().map(FrontPage::row).toList(),
            "codes", platform.latestCodes(ROWS).stream().map(FrontPage::row).toList(),
            "calls", latestFirst(calls.latest()),
            "faults", faults.pending().stream().limit(ROWS).map(FrontPage::row).toList());
    return HttpReply.html(200, template.execute(values)).with("Cache-Control", "no-store");
  }

  private static List<Map<String, Object>> latestFirst(List<RecordedCall> calls) {
    return calls.reversed().stream().limit(ROWS).map(FrontPage::row).toList();
  }

  private static Map<String, Object> row(Person person) {
    return Map.of(
        "key", person.key(), "nickname", person.nickname(), "unionId", person.unionId().name());
  }

  private static Map<String, Object> row(App app) {
    return Map.of(
        "channel", app.channel(),
        "appId", app.appId(),
        "secret", app.secret(),
        "scope", app.scope(),
        "callbackDomain", app.callbackDomain());
  }

  private static Map<String, Object> row(IssuedCode code) {
    return Map.of(
        "issuedAt", code.issuedAt().toString(),
        "person", code.person().key(),
        "channel", code.app().channel(),
        "code", code.value(),
        "state", code.used() ? "used" : "good");
  }

  private static Map<String, Object> row(RecordedCall call) {
    return Map.of(
        "time", call.time().toString(),
        "endpoint", call.endpoint().path(),
        "errcode", call.errcode(),
        "fault", call.fault(),
        "connection", call.connection());
  }

  private static Map<String, Object> row(Faults.Pending pending) {
    return Map.of(
        "endpoint", pending.endpoint().path(),
        "fault", pending.fault().name(),
        "when", pending.when());
  }
}
