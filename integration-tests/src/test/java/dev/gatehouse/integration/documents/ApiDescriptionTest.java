package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.application.session.RefreshToken;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.integration.documents.ApiDescription.Kind;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description of the API says what the service does: all of it, and nothing else. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "gatehouse.seed-compatibility.enabled=true",
      "gatehouse.trusted-proxies=127.0.0.1",
      "gatehouse.limits.requests-per-minute=" + ApiDescriptionTest.LIMIT
    })
@Import(ApiDescriptionTest.Setting.class)
class ApiDescriptionTest {

  static final int LIMIT = 20;

  private static final String JSON = "application/json";
  private static final String PAGE = "text/html";
  private static final String APP = credential("\"channel\":\"app\",\"code\":\"code\"");

  private static final String VERIFIER = "v".repeat(43);

  private static final List<LoginException> ENDINGS =
      List.of(
          new LoginException.UnknownChannel(),
          new LoginException.CredentialRejected("no"),
          new LoginException.LoginDeclined(),
          new LoginException.AccountRestricted("no"),
          new LoginException.PreviewOnly("no"),
          new LoginException.IdentityIncomplete("no"),
          new LoginException.ProviderMisconfigured("no"),
          new LoginException.ProviderUnavailable("no", Duration.ofSeconds(7)));

  private static final List<LoginException> LOGIN_ENDINGS =
      Stream.concat(
              ENDINGS.stream(),
              Stream.of(
                  new LoginException.ConsentRequired(),
                  new LoginException.RegistrationClosed(),
                  new LoginException.DormantIdentity(
                      new UserId(42),
                      new ExternalIdentity(new LoginMethod("WX"), "dormant"),
                      new NewUser(new UserName("Antigone")),
                      null),
                  new LoginException.NotRegistered(
                      new ExternalIdentity(new LoginMethod("WX"), "unknown"),
                      new NewUser(new UserName("Antigone")),
                      null),
                  new LoginException.AccountClosing(
                      new UserId(42),
                      new ExternalIdentity(new LoginMethod("WX"), "id"),
                      Instant.parse("2026-11-30T10:00:00Z"))))
          .toList();

  @LocalServerPort private int port;
  @Autowired private FakeRedirectIdentityProvider provider;
  @Autowired private InMemoryUserRepository users;
  @Autowired private InMemorySessionStore sessions;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  private final Set<Kind> seen = new TreeSet<>();
  private int clients;

  @TestConfiguration(proxyBeanMethods = false)
  static class Setting {

    @Bean
    FakeRedirectIdentityProvider weChat() {
      return new FakeRedirectIdentityProvider(new LoginMethod("WX"))
          .knows("code", "id-of-oedipus", "Oedipus")
          .knows("other", "id-of-laius", "Laius")
          .offers(new Form());
    }

    @Bean
    IdentityProvider phoneProvider() {
      return new FakeIdentityProvider(new LoginMethod("P"));
    }

    /** A defect, wherever a test wants one. */
    @Bean
    Filter defect() {
      return (request, response, chain) -> {
        if (request instanceof HttpServletRequest http && http.getHeader("X-Defect") != null) {
          throw new IllegalStateException("wanted by a test");
        }
        chain.doFilter(request, response);
      };
    }
  }

  @Test
  void its_operations_are_those_that_there_are() {
    Set<String> mapped =
        mappings.getHandlerMethods().keySet().stream()
            .flatMap(mapping ->
                mapping.getPatternValues().stream()
                    .flatMap(path ->
                        mapping.getMethodsCondition().getMethods().stream()
                            .map(method -> method + " " + path)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(description().operations()).isEqualTo(mapped);
  }

  @Test
  void its_examples_are_what_its_schemas_allow() {
    description().checkExamples();
  }

  @Test
  void every_answer_is_described_and_every_described_answer_occurs() {
    ApiDescription description = description();

    for (String operation : description.operations()) {
      anywhere(description, operation);
    }
    logins(description);
    browserLogins(description, JSON);
    browserLogins(description, PAGE);
    sessions(description);
    accounts(description);
    refusedAddress(description);
    for (String file : List.of("P.js", "none.js")) {
      send(description, "GET /sign-in/methods/{file}", "/sign-in/methods/" + file, Map.of());
    }

    assertThat(seen).isEqualTo(description.answers());
  }

  @Nested
  @TestPropertySource(
      properties = {
        "gatehouse.seed-compatibility.enabled=false",
        "gatehouse.session.enabled=false",
        "gatehouse.sign-in-page.enabled=false"
      })
  class SwitchedOff {

    @Test
    void what_is_not_there_is_not_described() {
      assertThat(description().operations())
          .contains("POST /v1/logins", "GET /openapi.json")
          .doesNotContain("GET /", "GET /v1/me", "GET /testWXLoginOrRegister");
    }
  }

  private void anywhere(ApiDescription description, String operation) {
    String path = path(operation);
    send(description, operation, path, Map.of());
    send(description, operation, path + "?x=1&x=2", Map.of("Accept", JSON));
    send(description, operation, path + "?x=1&x=2", Map.of("Accept", PAGE));
    send(description, operation, path, Map.of("Accept", "text/plain"));
    send(description, operation, path, Map.of("X-Defect", "yes"));
    Answer first = send(description, operation, path, Map.of());
    if (!first.header("ETag").isEmpty()) {
      send(description, operation, path, Map.of("If-None-Match", first.header("ETag")));
    }
    if (takesBody(operation)) {
      send(description, operation, path, Map.of("Content-Type", "text/plain"));
      send(description, operation, path, Map.of(), "\"" + "x".repeat(17 * 1024) + "\"");
    }
  }

  private void logins(ApiDescription description) {
    String post = "POST /v1/logins";
    String seed = "GET /testWXLoginOrRegister";
    String seedCall = "/testWXLoginOrRegister?flag=app&code=code";
    send(description, post, "/v1/logins", Map.of(), APP);
    send(description, post, "/v1/logins", Map.of(), APP);
    send(description, post, "/v1/logins", Map.of(), "{\"method\":\"NONE\",\"credential\":{}}");
    send(
        description,
        post,
        "/v1/logins",
        Map.of(),
        credential("\"channel\":\"web\",\"code\":\"code\",\"state\":\"" + "a".repeat(32) + "\""));
    send(description, seed, seedCall, Map.of());
    for (LoginException ending : LOGIN_ENDINGS) {
      provider.fail(ending);
      send(description, post, "/v1/logins", Map.of(), APP);
      send(description, seed, seedCall, Map.of());
    }
    provider.recover();
    users.fail();
    send(description, post, "/v1/logins", Map.of(), APP);
    send(description, seed, seedCall, Map.of());
    users.recover();
  }

  private void browserLogins(ApiDescription description, String accept) {
    Map<String, String> wanting = Map.of("Accept", accept);
    String start = "GET /v1/logins/{method}/start";
    String callback = "GET /v1/logins/{method}/callback";
    send(description, start, "/v1/logins/WX/start?channel=web", wanting);
    send(description, start, "/v1/logins/NONE/start?channel=web", wanting);
    send(description, start, "/v1/logins/WX/start?channel=none", wanting);
    send(description, callback, "/v1/logins/~/callback?state=x", wanting);
    send(description, callback, "/v1/logins/WX/callback?code=code", wanting);
    comeBack(description, accept, "&code=other");
    comeBack(description, accept, "&code=other");
    comeBack(description, accept, "");
    for (LoginException ending : LOGIN_ENDINGS) {
      provider.fail(ending);
      comeBack(description, accept, "&code=code");
    }
    provider.recover();
    users.fail();
    comeBack(description, accept, "&code=code");
    users.recover();
  }

  private Answer comeBack(ApiDescription description, String accept, String code) {
    Answer begun =
        send(
            description,
            "GET /v1/logins/{method}/start",
            "/v1/logins/WX/start?channel=web",
            Map.of("Accept", JSON));
    return send(
        description,
        "GET /v1/logins/{method}/callback",
        "/v1/logins/WX/callback?state=" + begun.text("$.state") + code,
        Map.of("Accept", accept, "Cookie", cookie(begun, "attempt")));
  }

  private void sessions(ApiDescription description) {
    Answer login = send(description, "POST /v1/logins", "/v1/logins", Map.of(), APP);
    Map<String, String> bearer =
        Map.of("Authorization", "Bearer " + login.text("$.session.accessToken"));
    String refresh = "{\"refreshToken\":\"" + login.text("$.session.refreshToken") + "\"}";
    Map<String, String> cookie =
        Map.of("Cookie", cookie(comeBack(description, PAGE, "&code=code"), "gatehouse_session"));
    send(description, "GET /v1/me", "/v1/me", bearer);
    sessions.fail();
    users.fail();
    send(description, "GET /", "/", cookie);
    send(description, "GET /", "/", Map.of("Cookie", cookie.get("Cookie"), "Accept", PAGE));
    send(description, "GET /v1/me", "/v1/me", bearer);
    send(description, "POST /v1/session/refresh", "/v1/session/refresh", Map.of(), refresh);
    send(description, "DELETE /v1/session", "/v1/session", bearer);
    send(description, "DELETE /v1/sessions", "/v1/sessions", bearer);
    sessions.recover();
    users.recover();
    send(description, "POST /v1/session/refresh", "/v1/session/refresh", Map.of(), refresh);
    send(
        description,
        "POST /v1/session/refresh",
        "/v1/session/refresh",
        Map.of(),
        "{\"refreshToken\":\"forged\"}");
    send(description, "DELETE /v1/sessions", "/v1/sessions", bearer);
    send(description, "DELETE /v1/session", "/v1/session", bearer);
  }

  private void accounts(ApiDescription description) {
    String list = "GET /v1/me/login-methods";
    String link = "POST /v1/me/login-methods";
    String unlink = "DELETE /v1/me/login-methods/{id}";
    String confirm = "POST /v1/session/confirm";
    String linkPath = "/v1/me/login-methods";
    String confirmPath = "/v1/session/confirm";
    SessionCalls.Tokens tokens =
        SessionCalls.Tokens.ofLogin(
            send(description, "POST /v1/logins", "/v1/logins", Map.of(), APP));
    Map<String, String> bearer = Map.of("Authorization", "Bearer " + tokens.access());
    String only = send(description, list, linkPath, bearer).text("$[0].id");
    send(description, "PATCH /v1/me", "/v1/me", bearer, "{\"name\":\"Oedipus\",\"age\":40}");
    send(description, "PATCH /v1/me", "/v1/me", bearer, "\"" + "x".repeat(17 * 1024) + "\"");
    send(description, unlink, linkPath + "/" + only, bearer);
    send(description, unlink, linkPath + "/4711", bearer);
    send(description, link, linkPath, bearer, APP);
    send(description, link, linkPath, bearer, app("other"));
    for (int i = 0; i < 20; i++) {
      provider.knows("more" + i, "id-" + i, "Oedipus");
      send(description, link, linkPath, bearer, app("more" + i));
    }
    send(description, unlink, linkPath + "/" + only, bearer);
    send(description, confirm, confirmPath, bearer, app("more1"));
    for (String operation : List.of(link, confirm)) {
      String path = operation.equals(link) ? linkPath : confirmPath;
      // A session of its own: one presents 30 credentials a minute.
      Answer again = send(description, "POST /v1/logins", "/v1/logins", Map.of(), app("more1"));
      Map<String, String> fresh =
          Map.of("Authorization", "Bearer " + again.text("$.session.accessToken"));
      send(description, operation, path, fresh, "{}");
      send(description, operation, path, fresh, "\"" + "x".repeat(17 * 1024) + "\"");
      send(description, operation, path, fresh, "{\"method\":\"NONE\",\"credential\":{}}");
      send(
          description,
          operation,
          path,
          bearer,
          credential("\"channel\":\"web\",\"code\":\"code\""));
      for (LoginException ending : ENDINGS) {
        provider.fail(ending);
        send(description, operation, path, fresh, APP);
      }
      provider.recover();
      users.fail();
      send(description, operation, path, fresh, APP);
      users.recover();
    }
    browserProofs(description);
    notMine(description);
    continuations(description, bearer);
    closures(description);
    users.fail();
    send(description, "PATCH /v1/me", "/v1/me", bearer);
    send(description, list, linkPath, bearer);
    send(description, unlink, linkPath + "/" + only, bearer);
    users.recover();
    SessionId session = SessionId.parse(JsonPath.read(tokens.claims(), "$.sid")).orElseThrow();
    sessions.confirm(session, Instant.EPOCH);
    send(description, link, linkPath, bearer, APP);
    send(description, unlink, linkPath + "/" + only, bearer);
    send(description, "POST /v1/me/closure", "/v1/me/closure", bearer);
  }

  private void continuations(ApiDescription description, Map<String, String> full) {
    String ask = "GET /v1/logins/continue";
    String post = "POST /v1/logins/continue";
    String path = "/v1/logins/continue";
    Map<String, String> none = Map.of();
    List<String> tickets = List.of(asked("new"), asked("new"), asked("new"));
    send(description, post, path, none, "{\"ticket\":\"forged\",\"as\":\"new\"}");
    send(description, post, path, none, continuation(tickets.get(0), "new"));
    send(description, post, path, none, continuation(tickets.get(1), "new"));
    send(description, post, path, none, continuation(tickets.get(2), "link"));
    provider.knows("host", "id-of-host", "Creon");
    Answer host = send(description, "POST /v1/logins", "/v1/logins", none, app("host"));
    Map<String, String> bearer =
        Map.of("Authorization", "Bearer " + host.text("$.session.accessToken"));
    send(description, post, path, bearer, continuation(tickets.get(2), "link"));
    send(description, post, path, bearer, continuation(asked("guest"), "link"));
    send(description, post, path, full, continuation(asked("one too many"), "link"));
    String ticket = asked("late");
    users.fail();
    send(description, post, path, none, continuation(ticket, "new"));
    users.recover();
    SessionId id =
        SessionId.parse(JsonPath.read(SessionCalls.Tokens.ofLogin(host).claims(), "$.sid"))
            .orElseThrow();
    sessions.confirm(id, Instant.EPOCH);
    send(description, post, path, bearer, continuation(ticket, "link"));
    ticket = asked("shut");
    Answer shut = send(description, "POST /v1/logins", "/v1/logins", none, app("shut"));
    users.disable(new UserId(shut.userId()));
    send(description, post, path, none, continuation(ticket, "new"));
    ticket = asked("leaving");
    Answer leaving = send(description, "POST /v1/logins", "/v1/logins", none, app("leaving"));
    Map<String, String> closing =
        Map.of("Authorization", "Bearer " + leaving.text("$.session.accessToken"));
    send(description, "POST /v1/me/closure", "/v1/me/closure", closing);
    send(description, post, path, none, continuation(ticket, "new"));

    String cookie = registration(description, "id of a visitor");
    Answer page = send(description, ask, path, Map.of("Cookie", cookie));
    String signedIn = cookie + "; gatehouse_session=" + host.text("$.session.refreshToken");
    sessions.fail();
    send(description, ask, path, Map.of("Cookie", signedIn));
    send(description, ask, path, Map.of("Cookie", signedIn, "Accept", PAGE));
    sessions.recover();
    Map<String, String> form = pageForm(cookie);
    send(description, post, path, form, "ticket=" + ticket(page) + "&as=new");
    send(description, post, path, form, "ticket=" + ticket(page) + "&as=new");
    send(description, post, path + "?x=1&x=2", form, "x");
    cookie = registration(description, "id-of-leaving");
    page = send(description, ask, path, Map.of("Cookie", cookie));
    send(description, post, path, pageForm(cookie), "ticket=" + ticket(page) + "&as=new");
    send(description, ask, path, Map.of("Accept", PAGE));
  }

  private void notMine(ApiDescription description) {
    String post = "POST /v1/logins/{method}/not-mine";
    String path = "/v1/logins/WX/not-mine";
    provider.knows("former", "id-of-former", "Polynices");
    UserId former =
        new UserId(
            send(description, "POST /v1/logins", "/v1/logins", Map.of(), app("former")).userId());
    provider.fail(
        new LoginException.DormantIdentity(
            former,
            new ExternalIdentity(new LoginMethod("WX"), "id-of-former"),
            new NewUser(new UserName("Ismene")),
            null));
    String ticket = asked("former");
    String other = asked("former");
    provider.recover();
    String body = "{\"ticket\":\"%s\",\"verifier\":\"" + VERIFIER + "\"}";
    send(description, post, path, Map.of(), body.formatted("forged"));
    send(description, post, path, Map.of(), body.formatted(ticket));
    users.fail();
    send(description, post, path, Map.of(), body.formatted(other));
    users.recover();
  }

  /** The ticket of a person who is unknown. */
  private String asked(String code) {
    provider.knows(code, "id-of-" + code, "Haemon");
    String hash =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(SecretHash.ofSecret(VERIFIER).bytes());
    String body =
        app(code).replaceFirst("}$", ",\"register\":\"ask\",\"verifierHash\":\"" + hash + "\"}");
    return send(description(), "POST /v1/logins", "/v1/logins", Map.of(), body).text("$.ticket");
  }

  private static String continuation(String ticket, String as) {
    return "{\"ticket\":\"%s\",\"as\":\"%s\",\"verifier\":\"%s\"}".formatted(ticket, as, VERIFIER);
  }

  /** The cookie of a browser in which an unknown person came back. */
  private String registration(ApiDescription description, String identification) {
    provider.fail(
        new LoginException.NotRegistered(
            new ExternalIdentity(new LoginMethod("WX"), identification),
            new NewUser(new UserName("Antigone")),
            null));
    String cookie = cookie(comeBack(description, PAGE, "&code=code"), "registration");
    provider.recover();
    return cookie;
  }

  private static Map<String, String> pageForm(String cookie) {
    return Map.of(
        "Cookie", cookie, "Content-Type", "application/x-www-form-urlencoded", "Accept", PAGE);
  }

  private void browserProofs(ApiDescription description) {
    String session = cookie(comeBack(description, PAGE, "&code=more1"), "gatehouse_session");
    Map<String, String> json = Map.of("Accept", JSON, "Cookie", session);
    String startLink = "GET /v1/me/login-methods/{method}/start";
    String startConfirm = "GET /v1/session/confirm/{method}/start";
    String linkPath = "/v1/me/login-methods/WX/start";
    String confirmPath = "/v1/session/confirm/WX/start";
    String callback = "GET /v1/logins/{method}/callback";
    String link = "POST /v1/me/login-methods/{method}/link";
    for (String operation : List.of(startLink, startConfirm)) {
      String path = operation.equals(startLink) ? linkPath : confirmPath;
      send(description, operation, path + "?channel=web", json);
      send(
          description, operation, path + "?channel=web", Map.of("Accept", PAGE, "Cookie", session));
      send(description, operation, path + "?channel=none", json);
      send(description, operation, path.replace("WX", "NONE") + "?channel=web", json);
      sessions.fail();
      send(description, operation, path + "?channel=web", json);
      sessions.recover();
    }
    provider.knows("another", "id-of-another", "Oedipus").knows("one more", "id", "Oedipus");
    for (String code : List.of("more3", "other", "another", "one%20more")) {
      String ticket = ticket(proven(description, session, code));
      send(description, link, "/v1/me/login-methods/WX/link", form(session), "ticket=" + ticket);
      send(description, link, "/v1/me/login-methods/WX/link", form(session), "ticket=" + ticket);
    }
    Map<String, String> stranger = Map.of("Content-Type", "application/x-www-form-urlencoded");
    send(description, link, "/v1/me/login-methods/WX/link", stranger, "ticket=x");
    send(description, link, "/v1/me/login-methods/WX/link?x=1&x=2", stranger, "ticket=x");
    send(
        description,
        link,
        "/v1/me/login-methods/WX/link?x=1&x=2",
        Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", PAGE),
        "ticket=x");
    sessions.fail();
    send(description, link, "/v1/me/login-methods/WX/link", form(session), "ticket=x");
    sessions.recover();
    send(description, link, "/v1/me/login-methods/WX/link", form(session), "x".repeat(17 * 1024));
    Answer begun = send(description, startLink, linkPath + "?channel=web", json);
    SessionId id =
        sessions
            .find(RefreshToken.parse(session.split("=", 2)[1]).orElseThrow().sessionId())
            .orElseThrow()
            .id();
    sessions.confirm(id, Instant.EPOCH);
    send(
        description,
        callback,
        "/v1/logins/WX/callback?code=other&state=" + begun.text("$.state"),
        Map.of("Accept", JSON, "Cookie", session + "; " + cookie(begun, "proof")));
    send(description, startLink, linkPath + "?channel=web", json);
  }

  private Answer proven(ApiDescription description, String session, String code) {
    Answer begun =
        send(
            description,
            "GET /v1/me/login-methods/{method}/start",
            "/v1/me/login-methods/WX/start?channel=web",
            Map.of("Accept", JSON, "Cookie", session));
    return send(
        description,
        "GET /v1/logins/{method}/callback",
        "/v1/logins/WX/callback?code=" + code + "&state=" + begun.text("$.state"),
        Map.of("Accept", PAGE, "Cookie", session + "; " + cookie(begun, "proof")));
  }

  private static Map<String, String> form(String session) {
    return Map.of("Cookie", session, "Content-Type", "application/x-www-form-urlencoded");
  }

  private static String ticket(Answer page) {
    return page.http().body().replaceAll("(?s).*name=\"ticket\" value=\"([\\w-]+)\".*", "$1");
  }

  private void closures(ApiDescription description) {
    String close = "POST /v1/me/closure";
    String cancel = "POST /v1/closures/cancel";
    provider.knows("leaver", "id-of-leaver", "Jocasta");
    Answer login = send(description, "POST /v1/logins", "/v1/logins", Map.of(), app("leaver"));
    Map<String, String> bearer =
        Map.of("Authorization", "Bearer " + login.text("$.session.accessToken"));
    users.fail();
    send(description, close, "/v1/me/closure", bearer);
    users.recover();
    send(description, close, "/v1/me/closure", bearer);
    String ticket =
        send(description, "POST /v1/logins", "/v1/logins", Map.of(), app("leaver"))
            .text("$.ticket");
    send(description, cancel, "/v1/closures/cancel", Map.of(), "{\"ticket\":\"forged\"}");
    String form = "application/x-www-form-urlencoded";
    send(
        description,
        cancel,
        "/v1/closures/cancel",
        Map.of("Content-Type", form, "Sec-Fetch-Site", "cross-site"),
        "ticket=" + ticket);
    send(
        description,
        cancel,
        "/v1/closures/cancel",
        Map.of("Content-Type", form, "Sec-Fetch-Site", "same-origin"),
        "ticket=" + ticket);
    ticket = close(description, app("leaver"));
    send(description, cancel, "/v1/closures/cancel", Map.of(), "{\"ticket\":\"" + ticket + "\"}");
    provider.knows("evicted", "id-of-evicted", "Petra");
    login = send(description, "POST /v1/logins", "/v1/logins", Map.of(), app("evicted"));
    ticket = close(description, app("evicted"));
    users.disable(new UserId(login.userId()));
    send(description, cancel, "/v1/closures/cancel", Map.of(), "{\"ticket\":\"" + ticket + "\"}");
    ticket = closingTicket(description);
    users.fail();
    send(description, cancel, "/v1/closures/cancel", Map.of(), "{\"ticket\":\"" + ticket + "\"}");
    users.recover();
  }

  /** Closes the account and logs in again, which gives the ticket. */
  private String close(ApiDescription description, String credential) {
    Answer login = send(description, "POST /v1/logins", "/v1/logins", Map.of(), credential);
    send(
        description,
        "POST /v1/me/closure",
        "/v1/me/closure",
        Map.of("Authorization", "Bearer " + login.text("$.session.accessToken")));
    return send(description, "POST /v1/logins", "/v1/logins", Map.of(), credential)
        .text("$.ticket");
  }

  private String closingTicket(ApiDescription description) {
    provider.fail(LOGIN_ENDINGS.getLast());
    String ticket =
        send(description, "POST /v1/logins", "/v1/logins", Map.of(), APP).text("$.ticket");
    provider.recover();
    return ticket;
  }

  private static String app(String code) {
    return credential("\"channel\":\"app\",\"code\":\"" + code + "\"");
  }

  private void refusedAddress(ApiDescription description) {
    Map<String, String> busy = Map.of("X-Forwarded-For", "203.0.113.9");
    for (int i = 0; i < LIMIT; i++) {
      send(description, "GET /errors", "/errors", busy);
    }
    for (String operation : description.operations()) {
      assertThat(send(description, operation, path(operation), busy).status()).isEqualTo(429);
    }
  }

  private Answer send(
      ApiDescription description, String operation, String path, Map<String, String> headers) {
    return send(description, operation, path, headers, takesBody(operation) ? "{}" : "");
  }

  private static boolean takesBody(String operation) {
    return operation.startsWith("POST") || operation.startsWith("PATCH");
  }

  /** Every problem also leads to its paragraph. */
  private Answer send(
      ApiDescription description,
      String operation,
      String path,
      Map<String, String> headers,
      String body) {
    var request = calls().request(path);
    BodyPublisher bytes = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    request.method(operation.substring(0, operation.indexOf(' ')), bytes);
    request.setHeader("X-Forwarded-For", newClient());
    request.setHeader("Content-Type", JSON);
    headers.forEach(request::setHeader);
    Answer answer = calls().send(request);
    seen.add(description.kindOf(operation, answer));
    if (answer.header("Content-Type").startsWith("application/problem")) {
      URI type = URI.create("http://127.0.0.1:" + port + path).resolve(answer.text("$.type"));
      assertThat(errors(type.getPath())).contains("id=\"" + type.getFragment() + "\"");
    }
    return answer;
  }

  private String errors(String path) {
    return calls()
        .send(calls().request(path).setHeader("X-Forwarded-For", newClient()))
        .http()
        .body();
  }

  private String newClient() {
    clients++;
    return "198.51." + clients / 250 + "." + (1 + clients % 250);
  }

  private ApiDescription description() {
    return new ApiDescription(
        calls()
            .send(calls().request("/openapi.json").setHeader("X-Forwarded-For", newClient()))
            .http()
            .body());
  }

  private LoginCalls calls() {
    return new LoginCalls(port);
  }

  private static String path(String operation) {
    return operation
        .substring(operation.indexOf(' ') + 1)
        .replace("{method}", "WX")
        .replace("{id}", "1")
        .replace("{file}", "WX.svg");
  }

  private static String cookie(Answer answer, String part) {
    return answer.http().headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.contains(part))
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  private static String credential(String fields) {
    return "{\"method\":\"WX\",\"credential\":{" + fields + "}}";
  }

  private record Form() implements EmbeddedForm {

    @Override
    public URI script() {
      return URI.create("https://static.example/form.js");
    }

    @Override
    public List<String> framedOrigins() {
      return List.of("https://login.example");
    }

    @Override
    public String constructorName() {
      return "Form";
    }

    @Override
    public Map<String, Object> parameters(AuthorizationRequest request, String container) {
      return Map.of("place", container);
    }
  }
}
