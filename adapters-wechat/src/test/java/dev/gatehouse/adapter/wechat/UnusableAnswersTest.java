package dev.gatehouse.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.LoginMethod;
import dev.gatehouse.domain.login.Profile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-13: whatever comes back from WeChat's address, a login ends in a defined way. */
class UnusableAnswersTest {

  private static final String GOOD_TOKEN =
      "{\"access_token\":\"TOKEN\",\"openid\":\"OPENID\",\"unionid\":\"UNIONID\"}";

  private StubWeChat stub;

  @BeforeEach
  void start() throws IOException {
    stub = new StubWeChat();
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  static Stream<Arguments> unusableAnswers() {
    return Stream.of(
        Arguments.of("empty", 200, ""),
        Arguments.of("html", 200, "<html>502 Bad Gateway</html>"),
        Arguments.of("a gateway's error", 502, "<html>502 Bad Gateway</html>"),
        Arguments.of("a gateway that asks to be asked again", 503, ""),
        Arguments.of("a redirect", 302, ""),
        Arguments.of("not found", 404, GOOD_TOKEN),
        Arguments.of("truncated", 200, GOOD_TOKEN.substring(0, 30)),
        Arguments.of("null", 200, "null"),
        Arguments.of("an array", 200, "[" + GOOD_TOKEN + "]"),
        Arguments.of("no fields", 200, "{}"),
        Arguments.of("no token", 200, "{\"openid\":\"OPENID\",\"unionid\":\"UNIONID\"}"),
        Arguments.of("no openid", 200, "{\"access_token\":\"TOKEN\",\"unionid\":\"UNIONID\"}"),
        Arguments.of("openid a number", 200, GOOD_TOKEN.replace("\"OPENID\"", "12345")),
        Arguments.of("unionid an object", 200, GOOD_TOKEN.replace("\"UNIONID\"", "{}")),
        Arguments.of("unionid too long", 200, GOOD_TOKEN.replace("UNIONID", "U".repeat(65))),
        Arguments.of("unionid two words", 200, GOOD_TOKEN.replace("UNIONID", "UNION ID")),
        Arguments.of("unionid not ASCII", 200, GOOD_TOKEN.replace("UNIONID", "UNI\u00C3\u00A9NID")),
        Arguments.of("errcode a word", 200, "{\"errcode\":\"none\"}"),
        Arguments.of("errcode a fraction", 200, GOOD_TOKEN.replace("{", "{\"errcode\":0.5,")),
        Arguments.of("errcode empty", 200, GOOD_TOKEN.replace("{", "{\"errcode\":\"\",")),
        Arguments.of("broken UTF-8", 200, GOOD_TOKEN.replace("{", "{\"x\":\"\u00FF\",")),
        Arguments.of("deeply nested", 200, "{\"x\":" + "[".repeat(20_000)),
        Arguments.of(
            "huge", 200, "{\"x\":\"" + "x".repeat(100_000) + "\"," + GOOD_TOKEN.substring(1)),
        Arguments.of("a server's own error number", 200, "{\"errcode\":-1}"),
        Arguments.of("an unknown error number", 200, "{\"errcode\":99999,\"errmsg\":\"?\"}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusableAnswers")
  void it_is_an_outage_and_the_code_was_sent_once(String name, int status, String body) {
    stub.answers(StubWeChat.EXCHANGE, status, body);
    stub.answers(StubWeChat.USERINFO, 200, "{}");

    assertThat(catchThrowable(this::login)).isInstanceOf(LoginException.ProviderUnavailable.class);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"errcode\":0,\"errmsg\":\"ok\",\"access_token\":\"T\",\"openid\":\"O\",\"unionid\":\"UNIONID\"}",
        "{\"access_token\":\"T\",\"openid\":\"O\",\"unionid\":\" UNIONID\",\"expires_in\":\"many\"}",
        "{\"access_token\":\"a\\/b\",\"openid\":\"O\",\"unionid\":\"UNIONID\",\"city\":\"\u0014\"}",
      })
  void oddities_that_the_real_wechat_shows_are_read_over(String body) throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, body);

    assertThat(login().identity().identification()).isEqualTo("UNIONID");
  }

  @ParameterizedTest
  @CsvSource({
    "40029, CredentialRejected",
    "'\"40029\"', CredentialRejected",
    "40163, CredentialRejected",
    "40226, AccountRestricted",
    "40013, ProviderMisconfigured",
    "40125, ProviderMisconfigured",
    "48001, ProviderMisconfigured",
    "-1, ProviderUnavailable",
    "45011, ProviderUnavailable",
    "42001, ProviderUnavailable",
  })
  void an_error_number_says_who_can_act(String errcode, String ending) {
    String answer = "{\"errcode\":" + errcode + ",\"errmsg\":\"invalid code\"}";
    stub.answers(StubWeChat.EXCHANGE, 200, answer);

    assertThat(catchThrowable(this::login).getClass().getSimpleName()).isEqualTo(ending);
  }

  @Test
  void an_error_of_userinfo_is_an_error_too() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, GOOD_TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, "{\"errcode\":46004}");
    Authentication proven = login();

    assertThat(catchThrowable(proven::profile))
        .isInstanceOf(LoginException.AccountRestricted.class);
  }

  /** SEC-14. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"openid\":\"ANOTHER\",\"nickname\":\"x\"}",
        "{\"openid\":\"OPENID\",\"unionid\":\"ANOTHER\",\"nickname\":\"x\"}",
        "{\"nickname\":\"x\"}"
      })
  void userinfo_of_somebody_else_is_refused(String body) throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, GOOD_TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, body);
    Authentication proven = login();

    assertThat(catchThrowable(proven::profile))
        .isInstanceOf(LoginException.ProviderUnavailable.class);
  }

  @Test
  void a_profile_without_a_name_is_empty() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, GOOD_TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, "{\"openid\":\"OPENID\"}");

    assertThat(login().profile()).isEqualTo(Profile.EMPTY);
  }

  @Test
  @Timeout(20)
  void an_answer_that_trickles_in_for_ever_is_given_up_at_the_deadline() {
    stub.tricklesAfter(StubWeChat.EXCHANGE, GOOD_TOKEN.substring(0, 10));

    assertThat(catchThrowable(this::login)).isInstanceOf(LoginException.ProviderUnavailable.class);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  /** SEC-21. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("unusableAnswers")
  void no_ending_quotes_a_secret(String name, int status, String body) {
    stub.answers(StubWeChat.EXCHANGE, status, body.replace("TOKEN", "planted-token"));
    StringWriter trace = new StringWriter();

    catchThrowable(this::login).printStackTrace(new PrintWriter(trace));

    assertThat(trace.toString()).doesNotContain("planted").doesNotContain("/sns/");
  }

  private Authentication login() throws LoginException {
    Duration deadline = Duration.ofMillis(500);
    Duration longer = Duration.ofSeconds(30);
    WeChatApp app =
        new WeChatApp("app", "wxplanted-id", "planted-secret-0123", WeChatApp.Kind.MOBILE);
    return new WeChatIdentityProvider(
            Map.of("app", app), new WeChatClient(stub.baseUrl(), longer, longer), deadline)
        .authenticate(
            new Credential(
                new LoginMethod("WX"), Map.of("channel", "app", "code", "planted-code")));
  }
}
