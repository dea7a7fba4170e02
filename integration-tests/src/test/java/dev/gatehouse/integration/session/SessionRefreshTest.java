package dev.gatehouse.integration.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a session goes on: refresh tokens, each good once. */
class SessionRefreshTest extends SessionLifeSetting {

  /** SEC-24. */
  @Test
  void a_refresh_gives_new_tokens_of_the_same_session() {
    Tokens tokens = login();

    Answer answer = calls.refresh(tokens.refresh());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.value("$.expiresIn")).isEqualTo(900);
    assertThat(answer.value("$.tokenType")).isEqualTo("Bearer");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    Tokens next = Tokens.ofRefresh(answer);
    assertThat(next.refresh()).isNotEqualTo(tokens.refresh());
    assertThat(sessionId(next)).isEqualTo(sessionId(tokens));
    assertThat(calls.me(next.access()).status()).isEqualTo(200);
  }

  @Test
  void a_lost_answer_is_given_again() {
    Tokens tokens = login();
    Tokens lost = Tokens.ofRefresh(calls.refresh(tokens.refresh()));
    CLOCK.advance(Duration.ofSeconds(9));

    Tokens again = Tokens.ofRefresh(calls.refresh(tokens.refresh()));

    assertThat(again.refresh()).isEqualTo(lost.refresh());
    assertThat(calls.refresh(again.refresh()).status()).isEqualTo(200);
  }

  /** SEC-24. */
  @Test
  void a_reuse_ends_the_session_for_all_clients() {
    Tokens tokens = login();
    Tokens next = Tokens.ofRefresh(calls.refresh(tokens.refresh()));
    CLOCK.advance(Duration.ofSeconds(10));

    refused(calls.refresh(tokens.refresh()));
    refused(calls.refresh(next.refresh()));
    refused(calls.withCookie("GET /v1/me", next.refresh()));
  }

  /** SEC-24. */
  @Test
  void a_session_ends_after_30_days_however_often_it_is_renewed() {
    Tokens tokens = login();
    for (int day = 0; day < 29; day++) {
      CLOCK.advance(Duration.ofDays(1));
      tokens = Tokens.ofRefresh(calls.refresh(tokens.refresh()));
    }
    CLOCK.advance(Duration.ofDays(1));

    refused(calls.refresh(tokens.refresh()));
  }

  /** SEC-24. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      })
  void a_forged_refresh_token_is_refused(String token) {
    refused(calls.refresh(token));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      value = {
        "application/json, {\"refreshToken\":1}, 400, invalid_request",
        "application/json, [], 400, invalid_request",
        "application/json, {}, 401, session_invalid",
        "text/plain, {\"refreshToken\":\"x\"}, 415, unsupported_media_type",
        "nonsense, {\"refreshToken\":\"x\"}, 415, unsupported_media_type",
        "application/x-www-form-urlencoded, refreshToken=x, 415, unsupported_media_type",
      })
  void a_body_that_is_no_refresh_is_refused(
      String contentType, String body, int status, String code) {
    Answer answer = calls.send("POST /v1/session/refresh", body, "Content-Type", contentType);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
  }

  @Test
  void a_body_over_16_kib_is_too_large() {
    assertThat(calls.refresh("x".repeat(16 * 1024)).code()).isEqualTo("payload_too_large");
  }
}
