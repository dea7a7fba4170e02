package dev.gatehouse.adapter.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.login.IdentityProviders;
import dev.gatehouse.application.login.LoginOrRegister;
import dev.gatehouse.application.login.LoginOrRegisterService;
import dev.gatehouse.application.login.LoginOutcomes;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.FakeIdentityProvider;
import dev.gatehouse.testkit.FakeRedirectIdentityProvider;
import dev.gatehouse.testkit.InMemoryUserRepository;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The core, built by hand from fakes, behind another front. */
class LoginServerTest {

  private static final String LOGIN =
      "{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}";

  private final InMemoryUserRepository users = new InMemoryUserRepository();
  private final FakeIdentityProvider provider =
      new FakeIdentityProvider(new LoginMethod("FAKE")).knows("ticket", "id", "小明");
  private final FakeRedirectIdentityProvider inBrowsers =
      new FakeRedirectIdentityProvider(new LoginMethod("REDIRECT")).knows("code", "id", "小明");
  private final LoginServer server;

  LoginServerTest() throws IOException {
    IdentityProviders providers = new IdentityProviders(List.of(provider, inBrowsers));
    LoginOutcomes outcomes =
        new LoginOutcomes(providers, List.of(), Clock.systemUTC(), Throwable::printStackTrace);
    server = new LoginServer(new LoginOrRegisterService(outcomes, users, new UserName("用户")), 0);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void a_first_login_registers_and_a_second_returns() {
    assertThat(said(post(LOGIN))).isEqualTo("201 {\"user\":1}");
    assertThat(said(post(LOGIN))).isEqualTo("200 {\"user\":1}");
  }

  @Test
  void rejection_outage_and_nonsense_are_told_apart() {
    assertThat(said(post(LOGIN.replace("ticket\"}", "forged\"}"))))
        .isEqualTo("401 {\"code\":\"credential_rejected\"}");
    assertThat(said(post("{}"))).isEqualTo("400 {\"code\":\"invalid_request\"}");

    provider.fail(FakeIdentityProvider.outage());
    assertThat(said(post(LOGIN))).isEqualTo("503 {\"code\":\"provider_unavailable\"}");

    provider.recover();
    users.fail();
    assertThat(said(post(LOGIN))).isEqualTo("503 {\"code\":\"storage_unavailable\"}");
  }

  /** SEC-01. */
  @Test
  void a_code_of_a_browser_is_refused() {
    String login =
        "{\"method\":\"REDIRECT\",\"credential\":{\"channel\":\"%s\",\"code\":\"code\"%s}}";

    assertThat(said(post(login.formatted("web", ""))))
        .isEqualTo("400 {\"code\":\"invalid_request\"}");
    assertThat(said(post(login.formatted("web", ",\"state\":\"made-up\""))))
        .isEqualTo("403 {\"code\":\"state_mismatch\"}");
    assertThat(inBrowsers.calls()).isZero();
    assertThat(said(post(login.formatted("app", "")))).startsWith("201 ");
  }

  @Test
  void a_body_that_is_too_long_is_not_read_to_its_middle() {
    assertThat(said(post(LOGIN + " ".repeat(16 * 1024))))
        .isEqualTo("413 {\"code\":\"payload_too_large\"}");
  }

  @Test
  void a_defect_is_not_the_mistake_of_the_caller() throws IOException {
    LoginOrRegister broken =
        (_, _) -> {
          throw new IllegalArgumentException("a defect");
        };
    try (LoginServer other = new LoginServer(broken, 0)) {
      assertThat(said(post(other, LOGIN))).isEqualTo("500 {\"code\":\"internal_error\"}");
    }
  }

  private static String said(HttpResponse<String> answer) {
    return answer.statusCode() + " " + answer.body();
  }

  private HttpResponse<String> post(String body) {
    return post(server, body);
  }

  private static HttpResponse<String> post(LoginServer server, String body) {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(server.url()).POST(BodyPublishers.ofString(body)).build(),
              BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
