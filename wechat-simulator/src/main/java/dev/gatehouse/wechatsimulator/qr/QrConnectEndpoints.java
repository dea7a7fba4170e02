package dev.gatehouse.wechatsimulator.qr;

import dev.gatehouse.wechatsimulator.http.Language;
import dev.gatehouse.wechatsimulator.http.Pages;
import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.http.Response;
import dev.gatehouse.wechatsimulator.http.Router;
import dev.gatehouse.wechatsimulator.platform.EndpointResponse;
import dev.gatehouse.wechatsimulator.platform.People;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The endpoints of a login by QR code: the page on the screen, the page on the phone, and the state
 * that the first page polls.
 */
public final class QrConnectEndpoints {
  private static final String SCRIPT = Pages.file("wxLogin.js");

  private final AuthorizationRules rules;
  private final QrLogins logins;
  private final People people;
  private final QrConnectPages pages;
  private final JsonMapper json = JsonMapper.shared();

  public QrConnectEndpoints(
      AuthorizationRules rules, QrLogins logins, People people, QrConnectPages pages) {
    this.rules = rules;
    this.logins = logins;
    this.people = people;
    this.pages = pages;
  }

  public Map<String, Router.Route> routes() {
    return Map.of(
        "/connect/confirm",
        Router.Route.get(this::scan).and("POST", this::decide),
        "/connect/l/qrconnect",
        Router.Route.get(this::outcome),
        "/connect/zh_CN/htmledition/js/wxLogin.js",
        Router.Route.get(_ -> Response.of(200, "text/javascript; charset=utf-8", SCRIPT)));
  }

  /** The page with the QR code. WeChat's error pages have status 200 too. */
  public EndpointResponse qrconnect(Request request) {
    try {
      return new EndpointResponse(0, pages.onScreen(logins.open(rules.check(request))));
    } catch (AuthorizationRefused e) {
      Language language = Language.of(request);
      return new EndpointResponse(
          e.errcode(), pages.message(200, language, e.key(), "errcode " + e.errcode(), ""));
    }
  }

  private Response scan(Request request) {
    Language language = Language.of(request);
    return logins
        .scan(request.parameter("uuid"))
        .map(login -> pages.onPhone(login, language))
        .orElseGet(() -> expired("", language, true));
  }

  private Response decide(Request request) {
    Request form = request.withForm();
    Language language = Language.of(form);
    String id = form.parameter("uuid");
    Optional<Person> person = people.find(form.parameter("person"));
    boolean onPhone = form.parameter("on").equals("phone");
    Optional<QrLogin> decided;
    if (person.isPresent()) {
      decided = logins.approve(id, person.get());
    } else {
      switch (form.parameter("decline")) {
        case "silently" -> decided = logins.declineSilently(id);
        case "and-return" -> decided = logins.declineAndReturn(id);
        default -> {
          return pages.message(
              400, language, "error.choice", "", onPhone ? "" : logins.pageOf(id).orElse(""));
        }
      }
    }
    return decided
        .map(login -> decided(login, language, onPhone))
        .orElseGet(() -> expired(id, language, onPhone));
  }

  private Response expired(String id, Language language, boolean onPhone) {
    if (onPhone) {
      return pages.message(410, language, "phoneExpired", "", "");
    }
    return logins
        .pageOf(id)
        .map(page -> pages.message(410, language, "expired", "", page))
        .orElseGet(() -> pages.message(410, language, "unknown", "", ""));
  }

  private Response decided(QrLogin login, Language language, boolean onPhone) {
    if (onPhone) {
      boolean approved = login.state() == QrLogin.State.APPROVED;
      return pages.message(200, language, approved ? "phoneApproved" : "phoneDeclined", "", "");
    }
    if (login.redirect().isEmpty()) {
      return pages.message(200, language, "declined", "", login.request().page());
    }
    return Response.seeOther(login.redirect());
  }

  private Response outcome(Request request) {
    Optional<QrLogin> login = logins.find(request.parameter("uuid"));
    String state =
        login.map(found -> found.state().name().toLowerCase(Locale.ROOT)).orElse("expired");
    return Response.json(
            200,
            json.createObjectNode()
                .put("state", state)
                .put("redirect", login.map(QrLogin::redirect).orElse("")))
        .with("Cache-Control", "no-store");
  }
}
