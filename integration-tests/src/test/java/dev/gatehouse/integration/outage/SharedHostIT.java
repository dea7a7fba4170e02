package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.testkit.service.GatehouseExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real nginx with the configuration that we ship, on a host that is shared with a site. */
@Tag("nginx")
class SharedHostIT {

  private static final int PORT = FreePort.next();
  private static final int REPLICA = FreePort.next();
  private static final String HOST = "http://127.0.0.1:" + PORT;

  @RegisterExtension
  static final GatehouseExtension GATEHOUSE =
      new GatehouseExtension()
          .with("server.port", () -> REPLICA)
          .with("gatehouse.public-url", () -> HOST + "/auth")
          .with("gatehouse.trusted-proxies", () -> "127.0.0.1/32");

  @TempDir private static Path folder;
  private static Nginx nginx;

  private final Browser browser = new Browser(new LoginCalls(PORT));

  @BeforeAll
  static void start() throws IOException {
    nginx = Nginx.underPath(PORT, REPLICA, "return 200 \"the site $uri\";", folder);
  }

  @AfterAll
  static void stop() {
    nginx.close();
  }

  @Test
  void a_person_logs_in_under_the_path_and_ends_at_a_page_of_the_site() {
    URI authorize =
        URI.create(
            browser
                .ask("/auth/v1/logins/WX/start?channel=web&returnTo=/cart")
                .text("$.authorizationUrl"));
    String state = authorize.getQuery().replaceFirst(".*state=([^&#]*).*", "$1");
    String code = GATEHOUSE.weChat().codeFor("xiaoming", "web");

    Answer landed = browser.go("/auth/v1/logins/WX/callback?code=" + code + "&state=" + state);

    assertThat(authorize.getQuery())
        .contains("redirect_uri=" + HOST + "/auth/v1/logins/WX/callback");
    assertThat(landed.status()).isEqualTo(303);
    assertThat(landed.header("Location")).isEqualTo("/cart");
    assertThat(landed.http().headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allMatch(cookie -> cookie.contains("; Path=/auth;"));
    assertThat(browser.go("/cart").http().body()).isEqualTo("the site /cart");
    assertThat(browser.ask("/auth/v1/me").text("$.name")).isEqualTo("小明");
  }

  @Test
  void the_path_alone_leads_to_the_sign_in_page() {
    Answer answer = browser.go("/auth");

    assertThat(answer.header("Location")).isEqualTo("/auth/");
    assertThat(browser.go("/auth/").http().body()).contains("微信扫码登录");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/.well-known/openid-configuration",
        "/auth/.well-known/oauth-authorization-server",
        "/.well-known/openid-configuration/auth",
        "/.well-known/oauth-authorization-server/auth"
      })
  void metadata_is_found_at_each_address(String address) {
    assertThat(browser.ask(address).text("$.issuer")).isEqualTo(HOST + "/auth");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/authx", "/v1/me", "/.well-known/openid-configuration"})
  void all_else_is_the_site(String path) {
    assertThat(browser.go(path).http().body()).isEqualTo("the site " + path);
  }

  /** SEC-32. */
  @ParameterizedTest
  @CsvSource({"/auth/v1/me;x, 400", "/auth/nothing, 404"})
  void a_problem_leads_to_its_explanation_under_the_path(String path, int status) {
    Answer problem = browser.ask(path);

    assertThat(problem.status()).isEqualTo(status);
    assertThat(JsonPath.<String>read(problem.http().body(), "$.type"))
        .isEqualTo("/auth/errors#" + problem.code());
  }
}
