package dev.gatehouse.wechatsimulator.control;

import com.samskivert.mustache.Template;
import dev.gatehouse.wechatsimulator.fault.CallLog;
import dev.gatehouse.wechatsimulator.fault.Faults;
import dev.gatehouse.wechatsimulator.fault.RecordedCall;
import dev.gatehouse.wechatsimulator.http.Language;
import dev.gatehouse.wechatsimulator.http.Pages;
import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.http.Response;
import dev.gatehouse.wechatsimulator.platform.App;
import dev.gatehouse.wechatsimulator.platform.Apps;
import dev.gatehouse.wechatsimulator.platform.IssuedCode;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.WeChatPlatform;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
  public Response show(Request request) {
    Language language = Language.of(request);
    Map<String, String> text = language.texts("front");
    Map<String, Object> values = new HashMap<>();
    values.put("language", language.tag());
    values.put("lang", language.parameter());
    values.put("text", text);
    values.put("css", CSS);
    values.putAll(
        Map.of(
            "baseUrl", banner.baseUrl(),
            "curl", banner.curl(),
            "people", people.all().stream().map(person -> row(person, text)).toList(),
            "apps", apps.all().stream().map(FrontPage::row).toList(),
            "codes", platform.latestCodes(ROWS).stream().map(code -> row(code, text)).toList(),
            "calls", latestFirst(calls.latest()),
            "faults", faults.pending().stream().limit(ROWS).map(FrontPage::row).toList()));
    return Response.html(200, template.execute(values));
  }

  private static String text(Map<String, String> texts, String key) {
    return Objects.requireNonNull(texts.get(key), key);
  }

  private static List<Map<String, Object>> latestFirst(List<RecordedCall> calls) {
    return calls.reversed().stream().limit(ROWS).map(FrontPage::row).toList();
  }

  private static Map<String, Object> row(Person person, Map<String, String> text) {
    return Map.of(
        "key",
        person.key(),
        "nickname",
        person.nickname(),
        "unionId",
        text(text, "unionId." + person.unionId().name()));
  }

  private static Map<String, Object> row(App app) {
    return Map.of(
        "channel", app.channel(),
        "appId", app.appId(),
        "secret", app.secret(),
        "scope", app.scope(),
        "callbackDomain", app.callbackDomain());
  }

  private static Map<String, Object> row(IssuedCode code, Map<String, String> text) {
    return Map.of(
        "issuedAt", code.issuedAt().toString(),
        "person", code.person().key(),
        "channel", code.app().channel(),
        "code", code.value(),
        "state", text(text, code.used() ? "used" : "valid"));
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
