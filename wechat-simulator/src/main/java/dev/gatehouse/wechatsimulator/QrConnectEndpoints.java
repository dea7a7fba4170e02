package dev.gatehouse.wechatsimulator;

import dev.gatehouse.wechatsimulator.Misbehaviour.Said;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The login of a person in front of a browser: the page with the QR code, what a phone opens when
 * it has read it, and how the page learns what was said there.
 */
final class QrConnectEndpoints {
  private static final String SCRIPT = Pages.file("wxLogin.js");

  private final AuthorizationRules rules;
  private final QrLogins logins;
  private final People people;
  private final QrConnectPages pages;
  private final Misbehaviour misbehaviour;
  private final JsonMapper json = JsonMapper.shared();

  QrConnectEndpoints(
      AuthorizationRules rules,
      QrLogins logins,
      People people,
      QrConnectPages pages,
      Misbehaviour misbehaviour) {
    this.rules = rules;
    this.logins = logins;
    this.people = people;
    this.pages = pages;
    this.misbehaviour = misbehaviour;
  }

  Map<String, Router.Route> routes() {
    return Map.of(
        WeChatEndpoint.QRCONNECT.path(),
        misbehaviour.route(WeChatEndpoint.QRCONNECT, this::qrconnect),
        "/connect/confirm",
        Router.Route.get(this::scan).and("POST", this::decide),
        "/connect/l/qrconnect",
        Router.Route.get(this::outcome),
        "/connect/zh_CN/htmledition/js/wxLogin.js",
        Router.Route.get(_ -> HttpReply.of(200, "text/javascript; charset=utf-8", SCRIPT)));
  }

  /** WeChat's error pages have status 200, too. */
  private Said qrconnect(HttpCall call) {
    try {
      return new Said(0, pages.onScreen(logins.open(rules.check(call))));
    } catch (AuthorizationRefused e) {
      Language language = Language.of(call.parameter("lang"));
      return new Said(e.errcode(), pages.message(200, language, e.key(), "errcode " + e.errcode()));
    }
  }

  private HttpReply scan(HttpCall call) {
    Language language = Language.of(call.parameter("lang"));
    return logins
        .scan(call.parameter("uuid"))
        .map(login -> pages.onPhone(login, language))
        .orElseGet(() -> pages.message(410, language, "expired", ""));
  }

  private HttpReply decide(HttpCall call) {
    HttpCall form = call.withForm();
    Language language = Language.of(form.parameter("lang"));
    String id = form.parameter("uuid");
    Optional<Person> person = people.find(form.parameter("person"));
    Optional<QrLogin> decided;
    if (person.isPresent()) {
      decided = logins.approve(id, person.get());
    } else {
      switch (form.parameter("decline")) {
        case "silently" -> decided = logins.declineSilently(id);
        case "and-return" -> decided = logins.declineAndReturn(id);
        default -> {
          return pages.message(400, language, "error.choice", "");
        }
      }
    }
    return decided
        .map(login -> answer(login, language, form.parameter("on").equals("phone")))
        .orElseGet(() -> pages.message(410, language, "expired", ""));
  }

  private HttpReply answer(QrLogin login, Language language, boolean onPhone) {
    if (onPhone) {
      boolean approved = login.state() == QrLogin.State.APPROVED;
      return pages.message(200, language, approved ? "phoneApproved" : "phoneDeclined", "");
    }
    if (login.redirect().isEmpty()) {
      return pages.message(200, language, "declined", "");
    }
    return HttpReply.nothing(303)
        .with("Location", login.redirect())
        .with("Cache-Control", "no-store");
  }

  private HttpReply outcome(HttpCall call) {
    Optional<QrLogin> login = logins.find(call.parameter("uuid"));
    String state = login.map(it -> it.state().name().toLowerCase(Locale.ROOT)).orElse("expired");
    return HttpReply.json(
            200,
            json.createObjectNode()
                .put("state", state)
                .put("redirect", login.map(QrLogin::redirect).orElse("")))
        .with("Cache-Control", "no-store");
  }
}
