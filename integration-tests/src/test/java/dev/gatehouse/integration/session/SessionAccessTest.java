package dev.gatehouse.integration.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.integration.support.TestSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a login gives and what its access token opens, and for how long. */
class SessionAccessTest extends SessionLifeSetting {

  @Test
  void a_login_opens_a_session_that_says_who_one_is() {
    Answer login = calls.login();

    assertThat(login.value("$.session"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsOnlyKeys("accessToken", "tokenType", "expiresIn", "refreshToken")
        .containsEntry("tokenType", "Bearer")
        .containsEntry("expiresIn", 900);
    assertThat(login.header("Set-Cookie")).isEmpty();
    Answer me = calls.me(Tokens.ofLogin(login).access());
    assertThat(me.status()).isEqualTo(200);
    assertThat(me.http().body())
        .isEqualTo(
            "{\"id\":%1$d,\"sub\":\"%1$d\",\"name\":\"小明\",\"age\":null,\"loginMethods\":[{\"method\":\"FAKE\"}]}"
                .formatted(login.userId()));
    assertThat(me.header("Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void an_access_token_names_issuer_user_and_session() {
    Answer login = calls.login();

    Map<String, Object> claims = JsonPath.read(Tokens.ofLogin(login).claims(), "$");

    assertThat(claims)
        .containsOnlyKeys("iss", "sub", "sid", "iat", "exp")
        .containsEntry("iss", TestSettings.PUBLIC_URL)
        .containsEntry("sub", Long.toString(login.userId()));
  }

  /** SEC-25. */
  @Test
  void each_login_has_a_session_of_its_own() {
    assertThat(sessionId(login())).isNotEqualTo(sessionId(login()));
  }

  /** SEC-22. */
  @Test
  void an_access_token_expires() {
    Tokens tokens = login();
    CLOCK.advance(Duration.ofMinutes(15));

    for (String call : List.of("GET /v1/me", "DELETE /v1/session", "DELETE /v1/sessions")) {
      refused(calls.send(call, "", "Authorization", "Bearer " + tokens.access()));
    }
    assertThat(calls.refresh(tokens.refresh()).status()).isEqualTo(200);
  }

  /** SEC-22, SEC-76, SEC-24: nothing tells one refusal from another. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer",
        "Authorization: Bearer x",
        "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
        "Authorization: Basic eDp5",
        "Cookie: gatehouse_session=",
        "Cookie: gatehouse_session=x",
        "Cookie: __Host-gatehouse_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      })
  void without_a_token_that_could_be_good_every_call_is_refused_alike(String header) {
    for (String call : SessionCalls.PROTECTED) {
      int colon = header.indexOf(':');
      refused(
          colon < 0
              ? calls.send(call, "")
              : calls.send(call, "", header.substring(0, colon), header.substring(colon + 1)));
    }
  }

  @Test
  void what_is_there_twice_is_refused() {
    Tokens tokens = login();
    String bearer = "Bearer " + tokens.access();
    String cookie = "gatehouse_session=" + tokens.refresh();

    refused(calls.send("GET /v1/me", "", "Authorization", bearer, "Authorization", bearer));
    refused(calls.send("GET /v1/me", "", "Cookie", cookie + "; " + cookie));
    refused(calls.send("DELETE /v1/session", "", "Cookie", cookie, "Cookie", cookie));
    assertThat(calls.me(tokens.access()).status()).isEqualTo(200);
  }

  /** RFC 8414, 2: no list without elements. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"})
  void the_issuer_and_its_keys_are_found_without_clients(String address) {
    Answer answer = calls.send("GET " + address, "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("max-age=300, public");
    assertThat(answer.value("$"))
        .isEqualTo(
            Map.of(
                "issuer",
                "http://127.0.0.1:8080",
                "jwks_uri",
                "http://127.0.0.1:8080/.well-known/jwks.json"));
  }

  @Test
  void the_public_keys_are_there_for_all_and_may_be_kept_a_while() {
    Answer answer = calls.send("GET /.well-known/jwks.json", "");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Cache-Control")).isEqualTo("max-age=300, public");
    assertThat(answer.value("$.keys.length()")).isEqualTo(1);
    assertThat(answer.value("$.keys[0].alg")).isEqualTo("ES256");
    assertThat(answer.http().body()).doesNotContain("\"d\"");
  }
}
