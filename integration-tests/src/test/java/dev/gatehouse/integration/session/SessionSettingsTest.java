package dev.gatehouse.integration.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.InMemoryStores;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.testkit.service.TestKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the settings of sessions do, each in a service of its own. */
class SessionSettingsTest {

  @Test
  void switched_off_there_are_no_sessions() {
    try (EmbeddedReplica replica =
        EmbeddedReplica.startOnFakes(Map.of("gatehouse.session.enabled", "false"))) {
      Answer login = replica.calls().login();

      assertThat(login.http().body())
          .isEqualTo(
              "{\"user\":{\"id\":1,\"sub\":\"1\",\"name\":\"小明\",\"age\":null},\"registered\":true}");
      for (String call : SessionCalls.PROTECTED) {
        assertThat(replica.calls().send(call, "").code()).isEqualTo("not_found");
      }
      for (String name :
          List.of("jwks.json", "openid-configuration", "oauth-authorization-server")) {
        assertThat(replica.calls().send("GET /.well-known/" + name, "").status()).isEqualTo(404);
      }
    }
  }

  @Test
  void under_https_the_cookie_is_bound_to_the_host_and_to_secure_connections() {
    try (EmbeddedReplica replica =
        EmbeddedReplica.startOnFakes(
            // H2 is refused under https.
            Map.of("gatehouse.public-url", "https://login.example/", "spring.datasource.url", ""),
            InMemoryStores.class)) {
      Tokens tokens = Tokens.ofLogin(replica.calls().login());

      Answer refreshed =
          replica
              .calls()
              .send(
                  "POST /v1/session/refresh", "",
                  "Cookie", "__Host-gatehouse_session=" + tokens.refresh(),
                  "Origin", "https://login.example");

      assertThat(refreshed.header("Set-Cookie"))
          .startsWith("__Host-gatehouse_session=" + Tokens.ofBrowserRefresh(refreshed).refresh())
          .contains("; Path=/; ")
          .contains("; Secure; HttpOnly; SameSite=Lax")
          .doesNotContain("Domain");
      assertThat(tokens.claims()).contains("\"iss\":\"https://login.example\"");
      // SEC-54: browsers use https alone from now on.
      assertThat(refreshed.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
      assertThat(
              replica
                  .calls()
                  .send("GET /refused;by-the-container", "")
                  .header("Strict-Transport-Security"))
          .isEqualTo("max-age=31536000");
      // The name without the prefix could be set by any sister host.
      assertThat(
              replica
                  .calls()
                  .withCookie("GET /v1/me", Tokens.ofBrowserRefresh(refreshed).refresh())
                  .status())
          .isEqualTo(401);
    }
  }

  @Test
  void lifetimes_are_as_they_are_set() {
    try (EmbeddedReplica replica =
        EmbeddedReplica.startOnFakes(
            Map.of(
                "gatehouse.session.access-ttl", "1m",
                "gatehouse.session.refresh-ttl", "1h"))) {
      Tokens tokens = Tokens.ofLogin(replica.calls().login());
      Answer refreshed = replica.calls().withCookie("POST /v1/session/refresh", tokens.refresh());

      assertThat(refreshed.value("$.expiresIn")).isEqualTo(60);
      assertThat(refreshed.header("Set-Cookie")).contains("; Max-Age=3600; ");
    }
  }

  /** SEC-23: the new key is made known first, then it signs, and the old one goes last. */
  @Test
  void keys_change_one_after_the_other_and_sessions_go_on() {
    Path old = TestKeys.newFile();
    Path next = TestKeys.newFile();
    Tokens tokens;
    String newAccess;
    try (EmbeddedReplica before = withKeys(old);
        EmbeddedReplica during = withKeys(old, next);
        EmbeddedReplica after = withKeys(next, old)) {
      tokens = Tokens.ofLogin(before.calls().login());
      assertThat(during.calls().me(tokens.access()).status()).isEqualTo(200);
      assertThat(after.calls().me(tokens.access()).status()).isEqualTo(200);

      newAccess = Tokens.ofLogin(after.calls().login()).access();
      assertThat(during.calls().me(newAccess).status()).isEqualTo(200);
      assertThat(before.calls().me(newAccess).code()).isEqualTo("session_invalid");
    }
    try (EmbeddedReplica done = withKeys(next)) {
      assertThat(done.calls().me(tokens.access()).code()).isEqualTo("session_invalid");
      assertThat(done.calls().me(newAccess).status()).isEqualTo(200);
      assertThat(done.calls().refresh(tokens.refresh()).status()).isEqualTo(200);
    }
  }

  private static EmbeddedReplica withKeys(Path... files) {
    return EmbeddedReplica.startOnFakes(
        Map.of(
            "gatehouse.session.signing-keys",
            Stream.of(files).map(Path::toString).collect(Collectors.joining(",")),
            "spring.datasource.url",
            "jdbc:h2:mem:keys;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE"));
  }
}
