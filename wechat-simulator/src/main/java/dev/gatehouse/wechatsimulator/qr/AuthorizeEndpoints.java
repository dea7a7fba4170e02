package dev.gatehouse.wechatsimulator.qr;

import com.samskivert.mustache.Template;
import dev.gatehouse.wechatsimulator.http.Language;
import dev.gatehouse.wechatsimulator.http.Pages;
import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.http.Response;
import dev.gatehouse.wechatsimulator.http.Router;
import dev.gatehouse.wechatsimulator.platform.App;
import dev.gatehouse.wechatsimulator.platform.EndpointResponse;
import dev.gatehouse.wechatsimulator.platform.Grant;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.platform.Person;
import dev.gatehouse.wechatsimulator.platform.WeChatPlatform;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The authorization page of official accounts, which works in WeChat's browser only: consent, a
 * silent answer, a decline, snapshot mode, and a callback that comes twice.
 */
public final class AuthorizeEndpoints {
  private static final String CONFIRM = "/connect/oauth2/confirm";
  private static final String CSS = Pages.file("page.css");

  private final Template consent = Pages.template("authorize.html");
  private final Template twice = Pages.template("twice.html");
  private final AuthorizationRules rules;
  private final WeChatPlatform platform;
  private final People people;
  private final QrConnectPages pages;

  public AuthorizeEndpoints(
      AuthorizationRules rules, WeChatPlatform platform, People people, QrConnectPages pages) {
    this.rules = rules;
    this.platform = platform;
    this.people = people;
    this.pages = pages;
  }

  public Map<String, Router.Route> routes() {
    return Map.of(CONFIRM, Router.Route.post(this::decide));
  }

  /** The page. WeChat's error pages have status 200 too. */
  public EndpointResponse authorize(Request request) {
    Language language = Language.of(request);
    if (!isWeChat(request)) {
      return new EndpointResponse(0, pages.message(200, language, "error.browser", "", ""));
    }
    try {
      AuthorizationRequest checked = rules.checkInWeChat(request);
      return new EndpointResponse(0, show(request, checked, language));
    } catch (AuthorizationRefused e) {
      return new EndpointResponse(e.errcode(), refused(e, language));
    }
  }

  private Response show(Request request, AuthorizationRequest checked, Language language) {
    if (request.parameter("forceSnapShot").equals("true")) {
      return snapshot(checked, true);
    }
    boolean base = checked.scope().equals(App.BASE_SCOPE);
    Optional<Visitor> silent =
        Visitor.of(request, people).filter(visitor -> base || visitor.follower());
    if (silent.isPresent()) {
      return Response.seeOther(callback(checked, silent.get().person()));
    }
    Map<String, Object> values = values(language);
    values.put("action", CONFIRM);
    values.put("request", request.rawQuery());
    values.put("host", Objects.toString(checked.redirectUri().getHost()));
    values.put("lang", language.parameter());
    values.put("consent", !base);
    values.put("people", people.all());
    return Response.html(200, consent.execute(values));
  }

  private Response decide(Request request) {
    Request form = request.withForm();
    Request original = request.withQuery(form.parameter("request"));
    Language language = Language.of(original);
    if (!isWeChat(request)) {
      return pages.message(200, language, "error.browser", "", "");
    }
    try {
      return decided(form, rules.checkInWeChat(original), language);
    } catch (AuthorizationRefused e) {
      return refused(e, language);
    }
  }

  private Response decided(Request form, AuthorizationRequest checked, Language language) {
    return switch (form.parameter("decline") + form.parameter("snapshot")) {
      case "silently" -> pages.message(200, language, "declined", "", checked.page());
      case "and-return" -> Response.seeOther(checked.declined());
      case "flagged" -> snapshot(checked, true);
      case "unflagged" -> snapshot(checked, false);
      default -> approved(form, checked, language);
    };
  }

  private Response approved(Request form, AuthorizationRequest checked, Language language) {
    Optional<Person> person = people.find(form.parameter("person"));
    if (person.isEmpty()) {
      return pages.message(400, language, "error.choice", "", checked.page());
    }
    String callback = callback(checked, person.get());
    Response response =
        form.parameter("twice").isEmpty() ? Response.seeOther(callback) : twice(callback, language);
    return response.with(
        "Set-Cookie", new Visitor(person.get(), !form.parameter("follower").isEmpty()).cookie());
  }

  private String callback(AuthorizationRequest request, Person person) {
    return request.approved(
        platform.issueCode(
            request.scope().equals(App.BASE_SCOPE)
                ? Grant.base(person, request.app())
                : Grant.of(person, request.app())));
  }

  private Response snapshot(AuthorizationRequest request, boolean flagged) {
    return Response.seeOther(request.approved(platform.issueSnapshotCode(request.app(), flagged)));
  }

  /** A page whose script calls the callback and then goes there. */
  private Response twice(String callback, Language language) {
    Map<String, Object> values = values(language);
    values.put("callback", callback);
    return Response.html(200, twice.execute(values));
  }

  private Response refused(AuthorizationRefused e, Language language) {
    return pages.message(200, language, e.key(), "errcode " + e.errcode(), "");
  }

  private static Map<String, Object> values(Language language) {
    Map<String, Object> values = new HashMap<>();
    values.put("language", language.tag());
    values.put("text", language.texts(QrConnectPages.TEXTS));
    values.put("css", CSS);
    return values;
  }

  /** WeCom's browser has WeChat's name, too, and an authorization of its own. */
  private static boolean isWeChat(Request request) {
    String userAgent = request.header("user-agent");
    return userAgent.contains("MicroMessenger") && !userAgent.contains("wxwork");
  }
}
