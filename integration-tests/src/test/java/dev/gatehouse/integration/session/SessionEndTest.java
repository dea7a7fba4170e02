package dev.gatehouse.integration.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.session.Session;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a session ends: by its owner, or because its user is not to be there any more. */
class SessionEndTest extends SessionLifeSetting {

  /** SEC-25. */
  @Test
  void an_ended_session_stops_refresh_and_access_at_once() {
    Tokens tokens = login();
    Tokens other = login();

    Answer ended = end("DELETE /v1/session", tokens);
    Answer again = end("DELETE /v1/session", tokens);

    assertThat(ended.status()).isEqualTo(204);
    assertThat(again.status()).isEqualTo(204);
    refused(calls.refresh(tokens.refresh()));
    assertThat(calls.refresh(other.refresh()).status()).isEqualTo(200);
    refused(calls.me(tokens.access()));
  }

  /** SEC-50. */
  @Test
  void the_access_token_of_an_ended_session_ends_no_other() {
    Tokens ended = login();
    end("DELETE /v1/session", ended);
    Tokens newer = login();

    refused(end("DELETE /v1/sessions", ended));

    assertThat(calls.refresh(newer.refresh()).status()).isEqualTo(200);
  }

  /** SEC-50. */
  @Test
  void a_reused_refresh_token_stops_access_at_once() {
    Tokens stolen = login();
    Tokens next = Tokens.ofRefresh(calls.refresh(stolen.refresh()));
    CLOCK.advance(Session.GRACE);
    refused(calls.refresh(stolen.refresh()));

    refused(calls.me(stolen.access()));
    refused(calls.me(next.access()));
    refused(end("DELETE /v1/sessions", next));
  }

  /** SEC-53. */
  @Test
  void an_unused_session_ends_after_the_idle_time() {
    Tokens unused = login();
    Tokens used = login();
    CLOCK.advance(Duration.ofDays(14).minusSeconds(1));
    assertThat(calls.withCookie("GET /v1/me", used.refresh()).status()).isEqualTo(200);

    CLOCK.advance(Duration.ofSeconds(1));

    refused(calls.refresh(unused.refresh()));
    assertThat(calls.refresh(used.refresh()).status()).isEqualTo(200);
  }

  /** SEC-25. */
  @Test
  void all_sessions_of_a_user_end_together() {
    Tokens one = login();
    Tokens two = login();

    assertThat(end("DELETE /v1/sessions", one).status()).isEqualTo(204);

    refused(end("DELETE /v1/sessions", one));
    refused(calls.refresh(one.refresh()));
    refused(calls.refresh(two.refresh()));
  }

  @Test
  void a_disabled_user_is_out_and_the_provider_is_not_blamed() throws SQLException {
    Tokens tokens = login();
    execute("update `user` set `disabled_at` = current_timestamp");

    Answer login = calls.login();

    assertThat(login.status()).isEqualTo(403);
    assertThat(login.code()).isEqualTo("account_restricted");
    refused(calls.me(tokens.access()));
    refused(end("DELETE /v1/sessions", tokens));
    refused(calls.withCookie("GET /v1/me", tokens.refresh()));
    refused(calls.refresh(tokens.refresh()));
    execute("update `user` set `disabled_at` = null");
    refused(calls.refresh(tokens.refresh()));
  }

  @Test
  void a_deleted_user_is_out() throws SQLException {
    Tokens tokens = login();
    execute("delete from `user_login_method`", "delete from `user`");

    refused(calls.me(tokens.access()));
    refused(calls.refresh(tokens.refresh()));
  }
}
