package dev.gatehouse.adapter.wechat.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import dev.gatehouse.adapter.wechat.AdapterLog;
import dev.gatehouse.adapter.wechat.Responses;
import dev.gatehouse.adapter.wechat.StubWeChat;
import dev.gatehouse.adapter.wechat.provider.InstalledAdapter;
import dev.gatehouse.application.operation.ErrorThrottle;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.LoginException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every error number of the reference (section 6) ends a login as the table says. */
class ErrorTableTest {

  /**
   * The reference's rows in its order: the numbers, the class (the first of two), and, if the
   * operator must act, a text that the ERROR line must contain.
   */
  private static final String ROWS =
      """
      -1                           | B |
      -1000                        | B |
      40001                        | T | gatehouse.wechat.apps.app.secret
      40002                        | P | grant_type
      40003                        | P | openid
      40013                        | M | gatehouse.wechat.apps.app.id
      40014                        | T |
      40029                        | C |
      40030                        | T |
      40066                        | P | gatehouse.wechat.api-base-url
      40090 40187 45035 61004      | M | address
      40035 40097 40101            | P | request
      40125                        | M | gatehouse.wechat.apps.app.secret
      40163                        | C |
      40164                        | M | address
      40188                        | M | gatehouse.wechat.apps.app.kind
      40222                        | M | gatehouse.wechat.api-base-url
      40226                        | U |
      40243                        | M | gatehouse.wechat.apps.app.secret
      41001                        | P | access_token
      41003                        | P | refresh_token
      41009                        | P | openid
      41002                        | P | gatehouse.wechat.apps.app.id
      41004                        | P | gatehouse.wechat.apps.app.secret
      41008                        | C |
      42001 42002                  | T |
      42003                        | C |
      42007                        | T |
      43001 43002 43003            | P | gatehouse.wechat.api-base-url
      44002 47001                  | P | gatehouse.wechat.api-base-url
      45009                        | B | quota
      45011                        | B |
      45040 45104                  | B |
      45102 45501                  | B | blocked
      46004                        | U |
      48001                        | M | gatehouse.wechat.apps.app.kind
      48004                        | M | gatehouse.wechat.apps.app.id
      48009                        | M | gatehouse.wechat.api-base-url
      48017                        | M | DNS
      49001 49003                  | P | appid, token and openid
      50001                        | T |
      50002                        | M | gatehouse.wechat.apps.app.id
      50003 50004                  | U |
      50005                        | U |
      61003                        | M | gatehouse.wechat.apps.app.id
      61009 61010                  | C |
      76022                        | P | request
      89501 89502 89503 89504      | M | address
      89505 89506 89507            | M | address
      1 39999 99999 9007199254740993 -2 | B |
      """;

  private StubWeChat stub;
  private InstalledAdapter adapter;
  private AdapterLog log;

  @BeforeEach
  void start() throws IOException {
    stub = new StubWeChat();
    adapter = InstalledAdapter.at(stub.baseUrl());
    log = new AdapterLog();
  }

  @AfterEach
  void stop() throws IOException {
    log.close();
    stub.close();
  }

  static Stream<Arguments> rows() {
    return ROWS.lines()
        .map(row -> row.split("\\|"))
        .flatMap(row ->
            Arrays.stream(row[0].strip().split(" "))
                .map(errcode ->
                    Arguments.of(errcode, row[1].strip(), row.length > 2 ? row[2].strip() : "")));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("rows")
  void the_exchange_ends_as_the_table_says(String errcode, String classOfError, String check) {
    stub.answers(StubWeChat.EXCHANGE, 200, error(errcode));

    LoginException ending = adapter.failedLogin();

    assertEnding(ending, classOfError, check);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("rows")
  void userinfo_ends_as_the_table_says(String errcode, String classOfError, String check)
      throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, error(errcode));
    Authentication proven = adapter.login();

    LoginException ending = catchThrowableOfType(LoginException.class, proven::profile);

    assertEnding(ending, classOfError, check);
    assertThat(Collections.frequency(stub.calls(), StubWeChat.EXCHANGE)).isEqualTo(1);
    assertThat(Collections.frequency(stub.calls(), StubWeChat.USERINFO))
        .isEqualTo(List.of("-1", "-1000").contains(errcode) ? 2 : 1);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("rows")
  void the_session_of_a_mini_program_ends_as_the_table_says(
      String errcode, String classOfError, String check) {
    stub.answers(StubWeChat.SESSION, 200, error(errcode));

    LoginException ending = adapter.failedLogin("mini", "planted-code");

    assertEnding(ending, classOfError, check.replace("apps.app.", "apps.mini."));
    assertThat(stub.calls()).containsExactly(StubWeChat.SESSION);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("rows")
  void the_profile_of_an_official_account_ends_as_the_table_says(
      String errcode, String classOfError, String check) throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, error(errcode));
    Authentication proven = adapter.login("h5", "planted-code");

    LoginException ending = catchThrowableOfType(LoginException.class, proven::profile);

    // A snapshot account without its mark: no user is registered.
    boolean snapshot = errcode.equals("48001");
    assertEnding(
        ending,
        snapshot ? "preview" : classOfError,
        snapshot ? "网页授权获取用户基本信息" : check.replace("apps.app.", "apps.h5."));
  }

  /** WeChat quotes the address from which it was called. */
  @ParameterizedTest
  @CsvSource({
    "app, " + StubWeChat.EXCHANGE,
    "h5, " + StubWeChat.EXCHANGE,
    "mini, " + StubWeChat.SESSION
  })
  void our_address_is_in_the_log_of_the_operator_only(String channel, String path) {
    stub.answers(
        path, 200, "{\"errcode\":40164,\"errmsg\":\"invalid ip 203.0.113.7, not in whitelist\"}");

    LoginException ending = adapter.failedLogin(channel, "planted-code");

    assertThat(ending).hasMessageNotContaining("203.0.113.7");
    assertThat(log.lines(Level.ERROR)).singleElement().asString().contains("203.0.113.7", channel);
  }

  /** The wait that a client is told. */
  @ParameterizedTest
  @CsvSource({"-1, 5s", "45011, 1m", "45009, 1h"})
  void a_used_up_quota_has_a_longer_wait(String errcode, String wait) {
    stub.answers(StubWeChat.EXCHANGE, 200, error(errcode));

    assertThat(adapter.failedLogin())
        .isInstanceOfSatisfying(
            LoginException.ProviderUnavailable.class,
            e -> assertThat(e.retryAfter()).isEqualTo(Duration.parse("PT" + wait)));
  }

  /** WeChat's words are unstable; the number decides. */
  @ParameterizedTest
  @CsvSource({
    "'{\"errcode\":\"40029\",\"errmsg\":\"ok\"}', CredentialRejected",
    "'{\"errcode\":\" 40029 \"}', CredentialRejected",
    "'{\"errmsg\":\"code been used\",\"errcode\":40125}', ProviderMisconfigured",
    "'{\"errcode\":40029,\"errmsg\":{\"a\":[1]},\"rid\":7}', CredentialRejected",
    "'{\"errcode\":40029,\"errmsg\":40125}', CredentialRejected",
    "'{\"errcode\":40163,\"access_token\":\"T\",\"openid\":\"O\",\"unionid\":\"U\"}', CredentialRejected",
  })
  void the_number_alone_decides(String body, String ending) {
    stub.answers(StubWeChat.EXCHANGE, 200, body);

    assertThat(adapter.failedLogin().getClass().getSimpleName()).isEqualTo(ending);
  }

  /** HTTP 412 with an empty body: WeChat refuses the form of a request. */
  @Test
  void a_refused_form_of_request_is_a_misconfiguration() {
    stub.answers(StubWeChat.EXCHANGE, 412, "");

    assertThat(adapter.failedLogin()).isInstanceOf(LoginException.ProviderMisconfigured.class);
  }

  @Test
  void each_cause_is_an_error_line_once_a_minute() {
    stub.answers(StubWeChat.EXCHANGE, 200, error("40125"));
    for (int i = 0; i < 30; i++) {
      adapter.failedLogin();
    }
    assertThat(log.lines(Level.ERROR)).hasSize(1);

    adapter.clock.advance(ErrorThrottle.QUIET);
    adapter.failedLogin();

    assertThat(log.lines(Level.ERROR)).hasSize(2).last().asString().contains("29 more");
    // Each failure still has a line of its own, with its traceId.
    assertThat(log.lines()).hasSize(31);
  }

  @Test
  void another_cause_or_channel_is_an_error_line_at_once() {
    stub.answers(StubWeChat.EXCHANGE, 200, error("40125"));
    adapter.failedLogin();
    adapter.failedLogin("web", "another-code");
    stub.answers(StubWeChat.EXCHANGE, 200, error("40013"));
    adapter.failedLogin();

    assertThat(log.lines(Level.ERROR))
        .satisfiesExactly(
            line -> assertThat(line).contains("gatehouse.wechat.apps.app.secret"),
            line -> assertThat(line).contains("gatehouse.wechat.apps.web.secret"),
            line -> assertThat(line).contains("gatehouse.wechat.apps.app.id"));
  }

  private void assertEnding(LoginException ending, String classOfError, String check) {
    Class<? extends LoginException> expected =
        switch (classOfError) {
          case "C" -> LoginException.CredentialRejected.class;
          case "U" -> LoginException.AccountRestricted.class;
          case "M", "P" -> LoginException.ProviderMisconfigured.class;
          case "preview" -> LoginException.PreviewOnly.class;
          case "B", "T" -> LoginException.ProviderUnavailable.class;
          default -> throw new IllegalArgumentException(classOfError);
        };
    Level level =
        !check.isEmpty()
            ? Level.ERROR
            : expected == LoginException.ProviderUnavailable.class ? Level.WARN : Level.INFO;

    assertThat(ending).isInstanceOf(expected);
    assertThat(ending.getMessage()).doesNotContain("WeChat's words");
    assertThat(log.lines(level)).isNotEmpty().first().asString().contains("WeChat's words", check);
    assertThat(log.lines()).hasSameSizeAs(log.lines(level));
  }

  private static String error(String errcode) {
    return "{\"errcode\":" + errcode + ",\"errmsg\":\"WeChat's words, rid: 65c17d8c-5cf05990\"}";
  }
}
