package dev.gatehouse.integration.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.account.AdminCalls;
import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.RawConnection;
import dev.gatehouse.integration.support.RedirectProvider;
import dev.gatehouse.integration.support.SessionCalls;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A public URL with a path: the host belongs to a site, and everything of ours is under the path.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "gatehouse.public-url=https://shop.example/auth/",
      "gatehouse.trusted-proxies=127.0.0.1",
      "gatehouse.limits.requests-per-minute=0",
      "gatehouse.oidc.clients.page.redirect-uris=https://page.example/"
    })
@Import(RedirectProvider.class)
class PublicPathTest {

  private static final Pattern LINK = Pattern.compile("(?:href|src|action)=\"(/[^\"#]*)");

  private static final int ADMIN = FreePort.next();

  @LocalServerPort private int port;
  @LocalManagementPort private int management;

  @DynamicPropertySource
  static void admin(DynamicPropertyRegistry properties) {
    AdminCalls.settings(ADMIN).forEach((name, value) -> properties.add(name, () -> value));
  }

  /** SEC-03: the host is not ours alone, so {@code __Host-} cannot be. */
  @Test
  void cookies_belong_to_the_path() {
    Browser browser = browser();
    Answer started = browser.go("/auth/v1/logins/REDIRECT/start?channel=web");
    Answer landed = comeBack(browser, started);

    assertThat(started.header("Set-Cookie"))
        .startsWith("__Secure-gatehouse_attempt_")
        .contains("; Path=/auth;", "; Secure;", "; HttpOnly;", "; SameSite=Lax")
        .doesNotContain("Domain");
    assertThat(landed.http().headers().allValues("Set-Cookie"))
        .allMatch(cookie -> cookie.startsWith("__Secure-gatehouse_"))
        .allMatch(cookie -> cookie.contains("; Path=/auth;"))
        .anyMatch(cookie -> cookie.startsWith("__Secure-gatehouse_session="));
    assertThat(browser.ask("/auth/v1/me").text("$.name")).isEqualTo("Oedipus");
  }

  @Test
  void a_login_comes_back_under_the_path_and_goes_where_it_was_told_on_the_host() {
    Browser browser = browser();
    Answer started = browser.go("/auth/v1/logins/REDIRECT/start?channel=web");

    assertThat(started.header("Location"))
        .contains("callback=https://shop.example/auth/v1/logins/REDIRECT/callback&");
    assertThat(comeBack(browser, started).header("Location")).isEqualTo("/auth/");
    Answer elsewhere = browser.go("/auth/v1/logins/REDIRECT/start?channel=web&returnTo=/other");
    assertThat(comeBack(browser, elsewhere).header("Location")).isEqualTo("/other");
    Answer whole =
        browser.go(
            "/auth/v1/logins/REDIRECT/start?channel=web&returnTo=https://shop.example/other");
    assertThat(comeBack(browser, whole).header("Location")).isEqualTo("https://shop.example/other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1/me", "/authx", "/openapi.json", "/.well-known/jwks.json"})
  void outside_the_path_there_is_nothing(String path) {
    Answer answer = browser().ask(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.code()).isEqualTo("not_found");
    assertThat(answer.text("$.type")).isEqualTo("/auth/errors#not_found");
    assertThat(answer.text("$.instance")).isEqualTo(path);
  }

  /** SEC-90: no proxy for browsers leads to these ports. */
  @Test
  void the_ports_of_operators_do_not_answer_under_the_path() {
    AdminCalls admin = new AdminCalls(ADMIN);

    assertThat(admin.search(AdminCalls.READ, "{\"name\":\"x\"}").status()).isEqualTo(200);
    assertThat(admin.send(AdminCalls.READ, "GET /auth/admin/v1/users/1", "").status())
        .isEqualTo(404);
    assertThat(admin.send(AdminCalls.READ, "GET /auth/", "").status()).isEqualTo(404);
    for (String path :
        List.of("/auth/admin/v1/users/1", "/admin/v1/users/1", "/auth/%61dmin/v1/users/1")) {
      assertThat(browser().ask(path).code()).as(path).isEqualTo("not_found");
    }
    Browser operator = new Browser(new LoginCalls(management));
    assertThat(operator.ask("/actuator/health").status()).isEqualTo(200);
    assertThat(operator.ask("/auth/actuator/health").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/%61uth/", "/auth/../admin/v1/users/1", "/x/../auth/v1/me", "/auth%2Fv1/me"})
  void no_encoding_leads_around_the_path(String path) throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      String answer =
          connection
              .send("GET " + path + " HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n")
              .readAll();

      assertThat(answer).containsPattern("^HTTP/1.1 (400|404) ");
    }
  }

  /** Whatever Host a client sends: the target has no host. */
  @Test
  void the_path_alone_leads_to_the_sign_in_page() {
    assertThat(browser().go("/auth").header("Location")).isEqualTo("/auth/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/",
        "/auth/?lang=en&returnTo=/other",
        "/auth/errors",
        "/auth/v1/logins/REDIRECT/callback?state=x",
        "/nothing"
      })
  void every_link_of_a_page_leads_under_the_path(String page) {
    Set<String> links = links(browser().go(page).http().body());

    assertThat(links).isNotEmpty().allMatch(link -> link.startsWith("/auth/"));
    for (String link : links) {
      assertThat(browser().go(link).status()).as(link).isIn(200, 303);
    }
  }

  @Test
  void a_problem_leads_to_its_explanation() {
    Answer problem = browser().ask("/auth/v1/me");

    assertThat(problem.text("$.type")).isEqualTo("/auth/errors#session_invalid");
    assertThat(problem.text("$.instance")).isEqualTo("/auth/v1/me");
    assertThat(browser().go("/auth/errors").status()).isEqualTo(200);
  }

  @Test
  void the_description_of_the_api_names_the_whole_url() {
    Answer description = browser().ask("/auth/openapi.json");

    assertThat(description.value("$.servers[*].url"))
        .isEqualTo(List.of("https://shop.example/auth"));
  }

  @Test
  void tokens_name_the_whole_url_as_issuer() {
    LoginCalls calls = new LoginCalls(port);
    Answer login =
        calls.send(
            calls
                .request("/auth/v1/logins")
                .header("Content-Type", "application/json")
                .POST(
                    java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}")));

    assertThat(JsonPath.<String>read(SessionCalls.Tokens.ofLogin(login).claims(), "$.iss"))
        .isEqualTo("https://shop.example/auth");
  }

  /**
   * OpenID Connect Discovery 1.0, 4, appends its name to the issuer; RFC 8414, 3.1, puts its name
   * before the path. Clients try each form with each name.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/.well-known/openid-configuration",
        "/auth/.well-known/oauth-authorization-server",
        "/.well-known/openid-configuration/auth",
        "/.well-known/oauth-authorization-server/auth"
      })
  void metadata_is_at_each_address_and_names_addresses_under_the_path(String address) {
    Answer answer = browser().ask(address);
    Map<String, Object> metadata = JsonPath.read(answer.http().body(), "$");

    assertThat(answer.header("Cache-Control")).isEqualTo("max-age=300, public");
    assertThat(metadata).containsEntry("issuer", "https://shop.example/auth");
    assertThat(
            metadata.entrySet().stream()
                .filter(entry ->
                    entry.getKey().endsWith("_endpoint") || entry.getKey().equals("jwks_uri"))
                .map(entry -> entry.getValue().toString())
                .toList())
        .hasSizeGreaterThanOrEqualTo(6)
        .allMatch(each -> each.startsWith("https://shop.example/auth/"));
    assertThat(browser().ask("/auth/.well-known/jwks.json").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
        "/.well-known/oauth-authorization-server/",
        "/.well-known/oauth-authorization-server/other",
        "/.well-known/oauth-authorization-server/auth/",
        "/.well-known/oauth-authorization-server/auth/v1/me",
        "/.well-known/jwks.json/auth",
        "/auth/.well-known/oauth-authorization-server/auth"
      })
  void metadata_is_at_no_other_address(String address) {
    assertThat(browser().ask(address).status()).isEqualTo(404);
  }

  @Test
  void a_client_gets_its_code_through_our_sign_in_page() {
    Browser browser = browser();
    String authorize =
        "/auth/oauth2/authorize?response_type=code&client_id=page"
            + "&redirect_uri=https://page.example/&scope=openid%20profile&state=s"
            + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
            + "&code_challenge_method=S256";

    Answer asked = browser.go(authorize);
    String returnTo = Browser.target(asked).getQuery().replaceFirst("^returnTo=", "");
    Answer started =
        browser.go(
            "/auth/v1/logins/REDIRECT/start?channel=web&returnTo="
                + returnTo.replace("?", "%3F").replace("=", "%3D"));
    Answer landed = comeBack(browser, started);
    Answer back = browser.go(landed.header("Location"));
    Answer granted = browser.go(back.header("Location"));

    assertThat(asked.header("Location")).startsWith("/auth/?returnTo=");
    assertThat(asked.header("Set-Cookie"))
        .startsWith("__Secure-gatehouse_authorize_")
        .contains("; Path=/auth;");
    assertThat(landed.header("Location")).startsWith("/auth/oauth2/continue?request=");
    assertThat(granted.header("Location"))
        .startsWith("https://page.example/?code=")
        .contains("iss=https%3A%2F%2Fshop.example%2Fauth");
  }

  /** SEC-28: only the configured URL counts, also if a trusted proxy sends the request. */
  @ParameterizedTest
  @ValueSource(
      strings = {"X-Forwarded-Prefix", "X-Forwarded-Host", "X-Forwarded-Path", "Forwarded"})
  void no_header_changes_the_path(String header) {
    LoginCalls calls = new LoginCalls(port);

    Answer started =
        calls.send(
            calls
                .request("/auth/v1/logins/REDIRECT/start?channel=web")
                .header(header, header.equals("Forwarded") ? "host=planted" : "/planted")
                .GET());
    Answer bare = calls.send(calls.request("/v1/me").header(header, "/auth").GET());

    assertThat(started.header("Location"))
        .contains("callback=https://shop.example/auth/v1/")
        .doesNotContain("planted");
    assertThat(started.header("Set-Cookie")).contains("; Path=/auth;");
    assertThat(bare.status()).isEqualTo(404);
  }

  private static Set<String> links(String page) {
    return LINK.matcher(page)
        .results()
        .map(MatchResult::group)
        .map(link -> link.substring(link.indexOf('"') + 1).replace("&amp;", "&"))
        .collect(Collectors.toSet());
  }

  private Answer comeBack(Browser browser, Answer started) {
    String state = started.header("Location").replaceFirst(".*state=([^&]*).*", "$1");
    return browser.go("/auth/v1/logins/REDIRECT/callback?code=code&state=" + state);
  }

  private Browser browser() {
    return new Browser(new LoginCalls(port));
  }
}
