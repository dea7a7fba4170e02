package dev.gatehouse.wechatsimulator.control;

import com.samskivert.mustache.Template;
import dev.gatehouse.wechatsimulator.fault.CallLog;
import dev.gatehouse.wechatsimulator.fault.Faults;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import dev.gatehouse.wechatsimulator.http.Pages;
import dev.gatehouse.wechatsimulator.http.Response;
import dev.gatehouse.wechatsimulator.platform.App;
import dev.gatehouse.wechatsimulator.platform.Apps;
import dev.gatehouse.wechatsimulator.platform.IssuedCode;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.WeChatPlatform;
import java.util.List;
import java.util.Map;

/** The page at {@code /}: usage, people, apps, and the latest codes and calls. */
public final class FrontPage {
  private static final int ROWS = 20;
  private static final String CSS = Pages.file("page.css");

  private final Template template = Pages.template("front.html");
  private final StartupBanner banner;
  private final People people;
  private final Apps apps;
  private final WeChatPlatform platform;
  private final CallLog calls;
  private final Faults faults;

  public FrontPage(
      StartupBanner banner,
      People people,
      Apps apps,
      WeChatPlatform platform,
      CallLog calls,
      Faults faults) {
    this.banner = banner;
    this.people = people;
    this.apps = apps;
    this.platform = platform;
    this.calls = calls;
    this.faults = faults;
  }

  /** Shows secrets and codes: they protect no data, and a client needs them. */
  public Response show() {
    Map<String, Object> values =
        Map.of(
            "css", CSS,
            "baseUrl", banner.baseUrl(),
            "curl", banner.curl(),
            "people", people.all().stream().map(FrontPage::row).toList(),
            "apps", apps.all().stream().map(FrontPage::row).toList(),
            "codes", platform.latestCodes(ROWS).stream().map(FrontPage::row).toList(),
            "calls", latestFirst(calls.latest()),
            "faults", faults.pending().stream().limit(ROWS).map(FrontPage::row).toList());
    return Response.html(200, template.execute(values));
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
