package dev.gatehouse.wechatsimulator.control;

import com.samskivert.mustache.Template;
import dev.gatehouse.wechatsimulator.http.Language;
import dev.gatehouse.wechatsimulator.http.Pages;
import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.http.Response;
import dev.gatehouse.wechatsimulator.http.Router;
import dev.gatehouse.wechatsimulator.platform.App;
import dev.gatehouse.wechatsimulator.platform.Apps;
import dev.gatehouse.wechatsimulator.platform.Identifiers;
import dev.gatehouse.wechatsimulator.platform.MiniPrograms;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.WeChatPlatform;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stand-in for mini programs: a page and an endpoint that give the codes of {@code wx.login} and
 * of the phone button.
 */
public final class MiniProgramPage {
  private static final String PATH = "/simulator/mini-program";
  private static final String CSS = Pages.file("page.css");
  private static final Duration OLDEST = Duration.ofDays(1);

  private final Template template = Pages.template("mini-program.html");
  private final WeChatPlatform platform;
  private final MiniPrograms miniPrograms;
  private final People people;
  private final Apps apps;
  private final JsonMapper json = JsonMapper.shared();

  public MiniProgramPage(
      WeChatPlatform platform, MiniPrograms miniPrograms, People people, Apps apps) {
    this.platform = platform;
    this.miniPrograms = miniPrograms;
    this.people = people;
    this.apps = apps;
  }

  public Map<String, Router.Route> routes() {
    return Map.of(
        PATH,
        Router.Route.get(request -> page(Language.of(request), "", "")).and("POST", this::tap),
        "/simulator/phone-codes",
        Router.Route.post(this::phoneCode));
  }

  private Response page(Language language, String code, String error) {
    Map<String, Object> values = new HashMap<>();
    values.put("language", language.tag());
    values.put("lang", language.parameter());
    values.put("text", language.texts("mini-program"));
    values.put("css", CSS);
    values.put("people", people.all());
    values.put("channels", miniProgramChannels());
    values.put("code", code);
    values.put("error", error);
    return Response.html(error.isEmpty() ? 200 : 400, template.execute(values));
  }

  private Response tap(Request request) {
    Request form = request.withForm();
    Language language = Language.of(form);
    try {
      App app = miniProgram(form.parameter("channel"));
      Person person = person(form.parameter("person"));
      String code =
          form.parameter("tap").equals("phone")
              ? phoneCode(
                  person,
                  app,
                  form.parameter("countryCode"),
                  form.parameter("number"),
                  form.parameter("age"))
              : platform.issueCode(person, app);
      return page(language, code, "");
    } catch (IllegalArgumentException e) {
      return page(language, "", String.valueOf(e.getMessage()));
    }
  }

  private Response phoneCode(Request request) {
    try {
      JsonNode body = json.readTree(request.body());
      String code =
          phoneCode(
              person(body.path("person").stringValue("")),
              miniProgram(body.path("channel").stringValue("")),
              body.path("countryCode").stringValue(""),
              body.path("number").stringValue(""),
              String.valueOf(body.path("ageSeconds").intValue(0)));
      return Response.json(201, json.createObjectNode().put("code", code));
    } catch (JacksonException | IllegalArgumentException e) {
      String message =
          e instanceof JacksonException ? "the body must be JSON" : String.valueOf(e.getMessage());
      return Response.json(400, json.createObjectNode().put("error", message));
    }
  }

  /** Empty texts mean the person's own number, and a tap just now. */
  private String phoneCode(
      Person person, App app, String countryCode, String number, String ageSeconds) {
    if (!ageSeconds.matches("[0-9]{0,5}")) {
      throw new IllegalArgumentException("the age must be seconds, at most " + OLDEST.toSeconds());
    }
    return miniPrograms.issuePhoneCode(
        person,
        app,
        countryCode.isEmpty() ? "86" : countryCode,
        number.isEmpty() ? Identifiers.phoneNumber(person) : number,
        Duration.ofSeconds(ageSeconds.isEmpty() ? 0 : Long.parseLong(ageSeconds)));
  }

  private Person person(String key) {
    return people
        .find(key)
        .orElseThrow(() -> new IllegalArgumentException(people.unknownPerson(key)));
  }

  private App miniProgram(String channel) {
    Optional<App> app = channel.isEmpty() ? firstMiniProgram() : apps.ofChannel(channel);
    return app.filter(found -> found.kind() == App.Kind.MINI_PROGRAM)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the channels of mini programs are " + String.join(", ", miniProgramChannels())));
  }

  private Optional<App> firstMiniProgram() {
    return apps.all().stream().filter(app -> app.kind() == App.Kind.MINI_PROGRAM).findFirst();
  }

  private List<String> miniProgramChannels() {
    return apps.all().stream()
        .filter(app -> app.kind() == App.Kind.MINI_PROGRAM)
        .map(App::channel)
        .toList();
  }
}
