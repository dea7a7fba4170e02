package dev.gatehouse.integration.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.Scrape;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What operators measure, as Prometheus reads it from the running service. */
class MetricsTest extends BrowserLoginSetting {

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;
  @Autowired private ApplicationContext context;

  @Test
  void a_login_is_counted_by_how_it_ended() {
    Scrape before = scrape();

    assertThat(calls().login("WX", "app", WECHAT.simulator().codeFor("xiaoming", "app")).status())
        .isLessThan(300);
    assertThat(calls().login("WX", "app", WECHAT.simulator().codeFor("xiaoming", "app")).status())
        .isEqualTo(200);
    calls().login("WX", "app", "made-up");
    calls().login("WX", "planted-channel", "made-up");
    calls().login("PLANTED", "app", "made-up");

    Scrape after = scrape();
    assertThat(
            increase(before, after, "gatehouse_logins_seconds_count", "outcome=returned")
                + increase(before, after, "gatehouse_logins_seconds_count", "outcome=registered"))
        .isEqualTo(2);
    assertThat(
            increase(
                before,
                after,
                "gatehouse_logins_seconds_count",
                "method=WX",
                "channel=app",
                "outcome=credential_rejected"))
        .isEqualTo(1);
    assertThat(
            increase(
                before,
                after,
                "gatehouse_logins_seconds_count",
                "method=none",
                "channel=none",
                "outcome=unknown_channel"))
        .isEqualTo(1);
    assertThat(after.values("gatehouse_logins_seconds_count", "method")).doesNotContain("PLANTED");
    assertThat(after.sum("gatehouse_logins_seconds_bucket", "le=10.0"))
        .isEqualTo(after.sum("gatehouse_logins_seconds_count"));
    assertThat(
            increase(
                before,
                after,
                "gatehouse_provider_calls_seconds_count",
                "endpoint=exchange",
                "outcome=success"))
        .isEqualTo(2);
  }

  @Test
  void sessions_are_counted_from_their_opening_to_their_end() {
    SessionCalls sessions = new SessionCalls(port);
    Scrape before = scrape();

    Tokens first = login();
    Tokens second = Tokens.ofRefresh(sessions.refresh(first.refresh()));
    CLOCK.advance(Duration.ofMinutes(1));
    assertThat(sessions.refresh(first.refresh()).status()).isEqualTo(401);
    assertThat(sessions.refresh(second.refresh()).status()).isEqualTo(401);
    Tokens other = login();
    assertThat(
            calls()
                .send(
                    calls()
                        .request("/v1/session")
                        .header("Authorization", "Bearer " + other.access())
                        .DELETE())
                .status())
        .isEqualTo(204);

    Scrape after = scrape();
    assertThat(increase(before, after, "gatehouse_sessions_opened_total")).isEqualTo(2);
    assertThat(increase(before, after, "gatehouse_sessions_refreshed_total")).isEqualTo(1);
    assertThat(
            increase(
                before, after, "gatehouse_sessions_ended_total", "reason=refresh_token_reused"))
        .isEqualTo(1);
    assertThat(increase(before, after, "gatehouse_sessions_ended_total", "reason=signed_out"))
        .isEqualTo(1);
  }

  @Test
  void attempts_in_a_browser_are_counted() {
    Browser browser = browser();
    Scrape before = scrape();

    String state = browser.begin("WX", "web", "/");
    comeBack(browser, code(), state);
    comeBack(browser(), code(), browser.begin("WX", "web", "/"));

    Scrape after = scrape();
    String attempts = "gatehouse_browser_attempts_total";
    assertThat(increase(before, after, attempts, "outcome=begun")).isEqualTo(2);
    assertThat(increase(before, after, attempts, "outcome=brought_back")).isEqualTo(1);
    // The second came back to a browser that had not begun it.
    assertThat(increase(before, after, attempts, "outcome=refused")).isEqualTo(1);
    assertThat(after.values(attempts, "outcome"))
        .containsExactly("begun", "brought_back", "declined", "refused");
  }

  @Test
  void a_code_of_a_browser_that_comes_with_no_browser_is_counted_too() {
    Scrape before = scrape();

    calls().login("WX", "web", "planted");
    calls()
        .post(
            """
            {"method":"WX","credential":{"channel":"web","code":"planted",\
            "state":"0123456789abcdef0123456789abcdef"}}\
            """);
    calls().login("WX", "app", " ");

    assertThat(increase(before, scrape(), "gatehouse_browser_attempts_total", "outcome=refused"))
        .isEqualTo(2);
  }

  /** SEC-21, and no series that a client can add to at will. */
  @Test
  void no_tag_repeats_what_a_client_made_up() {
    calls().get("/planted-path/planted");
    calls().get("/v1/logins/PLANTED/start?channel=planted");
    calls().get("/v1/logins/WX/callback?code=planted&state=planted");
    calls()
        .send(calls().request("/v1/logins").method("PLANTED", HttpRequest.BodyPublishers.noBody()));
    calls().login("WX", "planted", "planted-code");
    calls().get("/assets/planted");

    String shown = management().get("/actuator/prometheus").http().body();
    assertThat(shown)
        .doesNotContainIgnoringCase("planted")
        .doesNotContain(WECHAT.simulator().secret("app"), WECHAT.simulator().baseUrl().toString());
    assertThat(Scrape.parse(shown).values("http_server_requests_seconds_count", "uri"))
        .hasSizeLessThan(20);
  }

  @Test
  void nothing_of_tracing_is_there_unless_it_is_switched_on() {
    assertThat(context.getBeanDefinitionNames())
        .extracting(name -> String.valueOf(context.getType(name)))
        .contains("class io.micrometer.observation.SimpleObservationRegistry")
        .noneMatch(type -> type.contains("opentelemetry") || type.contains("micrometer.tracing"));
  }

  /** SEC-30. */
  @Test
  void no_endpoint_shows_environment_heap_or_beans() {
    assertThat(management().get("/actuator").value("$._links").toString())
        .contains("health", "prometheus", "info")
        .doesNotContain("env", "heapdump", "beans", "metrics", "loggers");
    for (String endpoint : new String[] {"env", "heapdump", "beans", "configprops", "threaddump"}) {
      assertThat(management().get("/actuator/" + endpoint).status()).isEqualTo(404);
    }
    assertThat(calls().get("/actuator/prometheus").status()).isEqualTo(404);
  }

  private Tokens login() {
    return Tokens.ofLogin(
        calls().login("WX", "app", WECHAT.simulator().codeFor("xiaoming", "app")));
  }

  private LoginCalls management() {
    return new LoginCalls(managementPort);
  }

  private Scrape scrape() {
    return Scrape.of(management());
  }

  private static double increase(Scrape before, Scrape after, String name, String... labels) {
    return after.sum(name, labels) - before.sum(name, labels);
  }
}
