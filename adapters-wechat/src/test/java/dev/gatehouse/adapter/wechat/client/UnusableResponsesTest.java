package dev.gatehouse.adapter.wechat.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatehouse.adapter.wechat.Responses;
import dev.gatehouse.adapter.wechat.StubWeChat;
import dev.gatehouse.adapter.wechat.provider.InstalledAdapter;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-13: a login ends in a defined way with any response from WeChat's address. */
class UnusableResponsesTest {

  /** The longest body that SEC-13 allows to be read. */
  private static final int MAX_BYTES = 64 * 1024;

  private static final String GOOD_TOKEN = Responses.TOKEN;

  private StubWeChat stub;
  private InstalledAdapter adapter;

  @BeforeEach
  void start() throws IOException {
    stub = new StubWeChat();
    adapter = InstalledAdapter.impatientAt(stub.baseUrl());
  }

  @AfterEach
  void stop() throws IOException {
    stub.close();
  }

  static Stream<Arguments> unusableResponses() {
    return Stream.of(
        Arguments.of("empty", 200, ""),
        Arguments.of("blank", 200, "  \r\n "),
        Arguments.of("html", 200, "<html>502 Bad Gateway</html>"),
        Arguments.of("a gateway's error", 502, "<html>502 Bad Gateway</html>"),
        Arguments.of("a gateway that asks for a retry", 503, ""),
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
        Arguments.of("unionid of broken UTF-8", 200, GOOD_TOKEN.replace("UNI", "UNI\u00FF")),
        Arguments.of("token of broken UTF-8", 200, GOOD_TOKEN.replace("TOKEN", "TOK\u00FF")),
        Arguments.of("truncated behind the ids", 200, GOOD_TOKEN.replace("}", "")),
        Arguments.of(
            "two unionids in a broken object",
            200,
            GOOD_TOKEN.replace("{", "{\"x\":\"a\"b\",\"unionid\":\"OTHER\",")),
        Arguments.of(
            "unionid a number in a broken object",
            200,
            GOOD_TOKEN.replace("{", "{\"x\":\"a\"b\",").replace("\"UNIONID\"", "7")),
        Arguments.of("deeply nested", 200, "{\"x\":" + "[".repeat(20_000)),
        Arguments.of(
            "huge", 200, "{\"x\":\"" + "x".repeat(100_000) + "\"," + GOOD_TOKEN.substring(1)),
        Arguments.of("one byte too many", 200, padded(MAX_BYTES + 1)),
        Arguments.of("packed, though we did not ask for it", 200, "\u001f\u008b\b\0\0\0\0\0"),
        Arguments.of("UTF-16", 200, "\u00fe\u00ff\0{\0}"),
        Arguments.of("two objects", 200, GOOD_TOKEN + GOOD_TOKEN),
        Arguments.of("something behind the end", 200, GOOD_TOKEN + "]"),
        Arguments.of("two unionids", 200, GOOD_TOKEN.replace("{", "{\"unionid\":\"OTHER\",")),
        Arguments.of("two error numbers", 200, "{\"errcode\":40029,\"errcode\":0}"),
        Arguments.of("unionid with a null character", 200, GOOD_TOKEN.replace("UNI", "U\\u0000")),
        Arguments.of("unionid with a raw one", 200, GOOD_TOKEN.replace("UNI", "U\0")),
        Arguments.of("errcode a list", 200, "{\"errcode\":[40029]}"),
        Arguments.of("errcode a truth", 200, "{\"errcode\":true}"),
        Arguments.of("errcode a blank", 200, GOOD_TOKEN.replace("{", "{\"errcode\":\" \",")),
        Arguments.of("errcode too big", 200, "{\"errcode\":99999999999999999999}"),
        Arguments.of("errcode far too big", 200, "{\"errcode\":1e999999999}"),
        Arguments.of("a long number", 200, "{\"x\":" + "9".repeat(50_000) + "}"),
        Arguments.of("token a blank", 200, GOOD_TOKEN.replace("TOKEN", " ")),
        Arguments.of("a status of success without a body", 204, ""),
        Arguments.of("a server's own error number", 200, "{\"errcode\":-1}"),
        Arguments.of("an unknown error number", 200, "{\"errcode\":99999,\"errmsg\":\"?\"}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusableResponses")
  void an_unusable_response_is_an_outage_and_the_code_was_sent_once(
      String name, int status, String body) {
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
        "{\"errcode\":null,\"access_token\":\"T\",\"openid\":\"O\",\"unionid\":\"UNIONID\"}",
        "{\"errcode\":\"0\",\"access_token\":\"T\",\"openid\":\" O \",\"unionid\":\"UNIONID \"}",
        "\r\n {\"x\":[{\"y\":null}],\"access_token\":\"T\",\"openid\":\"O\",\"unionid\":\"UNIONID\"} \n",
      })
  void oddities_of_the_real_wechat_are_accepted(String body) throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, body);

    assertThat(login().identity().identification()).isEqualTo("UNIONID");
  }

  /** An escape can be read only where the body is well-formed JSON. */
  @Test
  void a_body_of_900_levels_is_read_as_json() throws LoginException {
    String levels = "{\"x\":" + "[".repeat(899) + "]".repeat(899) + ",";
    stub.answers(
        StubWeChat.EXCHANGE,
        200,
        GOOD_TOKEN.replace("UNIONID", "UNION\\u0049D").replace("{", levels));

    assertThat(login().identity().identification()).isEqualTo("UNIONID");
  }

  /** Text that users typed and that WeChat or a relay damages. */
  static Stream<Arguments> defectsOfOtherFields() {
    return Stream.of(
        Arguments.of("a byte that is no UTF-8", "\"city\":\"\u00B8\""),
        Arguments.of("an emoji cut in half", "\"city\":\"\u00F0\u009F\u0098\""),
        Arguments.of("CESU-8", "\"city\":\"\u00ED\u00A0\u00BD\u00ED\u00B8\u0080\""),
        Arguments.of("an overlong null", "\"city\":\"\u00C0\u0080\""),
        Arguments.of("half a surrogate pair", "\"city\":\"\\ud83d\""),
        Arguments.of("an unknown escape", "\"city\":\"\\x\""),
        Arguments.of("an unescaped quote", "\"city\":\"a\"b\""),
        Arguments.of("an unescaped quote and comma", "\"city\":\"a\",b\""),
        Arguments.of("a doubled list", "\"privilege\":[],\"privilege\":[]"),
        Arguments.of("a doubled nickname", "\"nickname\":\"a\",\"nickname\":\"b\""),
        Arguments.of("an unquoted word", "\"sex\":male"),
        Arguments.of("a number of 5,000 digits", "\"x\":" + "9".repeat(5000)),
        Arguments.of("2,000 levels", "\"x\":" + "[".repeat(2000) + "]".repeat(2000)),
        Arguments.of("a missing value", "\"city\":"));
  }

  /** SEC-48. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("defectsOfOtherFields")
  void a_defect_in_a_field_that_is_not_needed_fails_no_login(String name, String field)
      throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, GOOD_TOKEN.replace("{", "{" + field + ","));
    stub.answers(StubWeChat.USERINFO, 200, Responses.USERINFO.replace("{\"", "{" + field + ",\""));

    assertThat(login().identity().identification()).isEqualTo("UNIONID");
    login().profile();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defectsOfOtherFields")
  void a_unionid_is_found_behind_a_defect_of_userinfo(String name, String field)
      throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN_WITHOUT_UNIONID);
    stub.answers(StubWeChat.USERINFO, 200, Responses.USERINFO.replace("{", "{" + field + ","));

    assertThat(login().identity().identification()).isEqualTo("UNIONID");
  }

  @ParameterizedTest
  @CsvSource({
    "'\"\u00E5\u00B0\u008F\u00F0\u009F\u0098\"', \u5C0F",
    "'\"\u00E5\u00B0\u008F\u00ED\u00A0\u00BD\u00ED\u00B8\u0080\"', \u5C0F",
    "'\"\u00B8\u00B8\"', ''",
    "'\"a\"b\"', ''",
    "'\"a\",\"nickname\":\"b\"', ''",
  })
  void the_readable_part_of_a_nickname_is_kept(String nickname, String expected)
      throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, GOOD_TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, "{\"openid\":\"OPENID\",\"nickname\":" + nickname + "}");

    assertThat(login().profile()).isEqualTo(new Profile(expected));
  }

  /** Some relays put one before every text. */
  @Test
  void a_byte_order_mark_is_dropped() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, "\u00EF\u00BB\u00BF" + GOOD_TOKEN);

    assertThat(login().identity().identification()).isEqualTo("UNIONID");
  }

  /** SEC-12, SEC-49: some relays write these texts in place of a missing unionid. */
  @ParameterizedTest
  @ValueSource(strings = {"null", "undefined", "0", "none", "NULL", "None", "000", " ", "nil"})
  void a_placeholder_is_no_unionid(String placeholder) {
    stub.answers(StubWeChat.EXCHANGE, 200, GOOD_TOKEN.replace("UNIONID", placeholder));
    stub.answers(StubWeChat.USERINFO, 200, Responses.USERINFO.replace("UNIONID", placeholder));

    assertThat(catchThrowable(this::login)).isInstanceOf(LoginException.IdentityIncomplete.class);
  }

  /** SEC-49: the ids of a virtual account are no identity. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "2",
        "-1",
        "\"1\"",
        "true",
        "[0]",
        "1.0",
        "0,\"is_snapshotuser\":1",
        "1,\"x\":\"a\"b\""
      })
  void a_snapshot_account_is_a_preview(String flag) {
    stub.answers(
        StubWeChat.EXCHANGE, 200, GOOD_TOKEN.replace("{", "{\"is_snapshotuser\":" + flag + ","));

    assertThat(catchThrowable(this::login)).isInstanceOf(LoginException.PreviewOnly.class);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "\"0\"", "null", "\"\""})
  void an_account_that_is_no_snapshot_logs_in(String flag) throws LoginException {
    stub.answers(
        StubWeChat.EXCHANGE, 200, GOOD_TOKEN.replace("{", "{\"is_snapshotuser\":" + flag + ","));

    assertThat(login().identity().identification()).isEqualTo("UNIONID");
  }

  @Test
  void an_error_of_userinfo_ends_the_profile() throws LoginException {
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
  void userinfo_of_another_person_is_refused(String body) throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, GOOD_TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, body);
    Authentication proven = login();

    assertThat(catchThrowable(proven::profile))
        .isInstanceOf(LoginException.ProviderUnavailable.class);
  }

  /** A login does not need a name. */
  @ParameterizedTest
  @ValueSource(
      strings = {"", ",\"nickname\":null", ",\"nickname\":7", ",\"nickname\":[{\"a\":{}}]"})
  void a_profile_without_a_name_is_empty(String nickname) throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, GOOD_TOKEN);
    stub.answers(StubWeChat.USERINFO, 200, "{\"openid\":\"OPENID\"" + nickname + "}");

    assertThat(login().profile()).isEqualTo(Profile.EMPTY);
  }

  @Test
  void the_longest_allowed_response_is_read() throws LoginException {
    stub.answers(StubWeChat.EXCHANGE, 200, padded(MAX_BYTES));

    assertThat(login().identity().identification()).isEqualTo("UNIONID");
  }

  /** WeChat omits the charset or names a wrong one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Nothing: said",
        "Content-Type: text/plain",
        "Content-Type: text/html; charset=GBK",
        "Content-Type: application/json; encoding=utf-8",
        "Content-Type: /;;charset=\"",
      })
  void a_nickname_is_utf_8_whatever_the_content_type(String header) throws LoginException {
    String body = utf8("{\"openid\":\"OPENID\",\"nickname\":\"小明🌸\"}");
    stub.answers(StubWeChat.EXCHANGE, 200, GOOD_TOKEN);
    stub.answers(
        StubWeChat.USERINFO,
        StubWeChat.bytes(
            "HTTP/1.1 200 OK\r\n%s\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(header, body.length(), body)));

    assertThat(login().profile()).isEqualTo(new Profile("小明🌸"));
  }

  static Stream<Arguments> unusableConnections() {
    String promised = StubWeChat.head(200, "Content-Length: " + GOOD_TOKEN.length());
    return Stream.of(
        Arguments.of("reset", StubWeChat.reset()),
        Arguments.of("hang", StubWeChat.hang()),
        Arguments.of("end", StubWeChat.bytesAndEnd("")),
        Arguments.of("no HTTP", StubWeChat.bytesAndEnd("SSH-2.0-OpenSSH_9.2\r\n")),
        Arguments.of(
            "a negative version",
            StubWeChat.bytesAndEnd("HTTP/-1.1 200 OK\r\nContent-Length: 0\r\n\r\n")),
        Arguments.of("half a head", StubWeChat.bytesAndEnd(promised.substring(0, 40))),
        Arguments.of("half a body", StubWeChat.bytesAndEnd(promised + GOOD_TOKEN.substring(9))),
        Arguments.of("a body that stops", StubWeChat.bytes(promised + GOOD_TOKEN.substring(9))),
        Arguments.of(
            "broken chunks",
            StubWeChat.bytes(StubWeChat.head(200, "Transfer-Encoding: chunked") + "zz\r\n{}\r\n")),
        Arguments.of(
            "an endless head",
            StubWeChat.bytesAndEnd("HTTP/1.1 200 OK\r\nX: " + "x".repeat(300_000))),
        Arguments.of(
            "a header of 9,000 bytes",
            StubWeChat.bytesAndEnd(
                StubWeChat.head(
                        200, "X: " + "x".repeat(9000), "Content-Length: " + GOOD_TOKEN.length())
                    + GOOD_TOKEN)),
        Arguments.of(
            "101 headers",
            StubWeChat.bytesAndEnd(
                StubWeChat.head(
                        200, "X: x\r\n".repeat(101) + "Content-Length: " + GOOD_TOKEN.length())
                    + GOOD_TOKEN)),
        Arguments.of(
            "a packed bomb",
            StubWeChat.bytesAndEnd(
                StubWeChat.head(200, "Content-Encoding: gzip") + packed(50 * 1024 * 1024))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unusableConnections")
  @Timeout(20)
  void a_broken_connection_is_an_outage_and_the_code_was_sent_once(
      String name, StubWeChat.Reply reply) {
    stub.answers(StubWeChat.EXCHANGE, reply);

    assertThat(catchThrowable(this::login)).isInstanceOf(LoginException.ProviderUnavailable.class);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  @Test
  @Timeout(20)
  void an_endless_response_ends_at_the_deadline() {
    stub.answers(StubWeChat.EXCHANGE, stub.trickleAfter(GOOD_TOKEN.substring(0, 10)));

    assertThat(catchThrowable(this::login)).isInstanceOf(LoginException.ProviderUnavailable.class);
    assertThat(stub.calls()).containsExactly(StubWeChat.EXCHANGE);
  }

  /** SEC-21. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("unusableResponses")
  void no_ending_quotes_a_secret(String name, int status, String body) {
    stub.answers(StubWeChat.EXCHANGE, status, body.replace("TOKEN", "planted-token"));
    StringWriter trace = new StringWriter();

    catchThrowable(this::login).printStackTrace(new PrintWriter(trace));

    assertThat(trace.toString()).doesNotContain("planted").doesNotContain("/sns/");
  }

  /** A valid response with this number of bytes. */
  private static String padded(int length) {
    String start = "{\"x\":\"";
    String end = "\"," + GOOD_TOKEN.substring(1);
    return start + "x".repeat(length - start.length() - end.length()) + end;
  }

  private static String packed(int length) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(new byte[length]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(ISO_8859_1);
  }

  private static String utf8(String text) {
    return new String(text.getBytes(UTF_8), ISO_8859_1);
  }

  private Authentication login() throws LoginException {
    return adapter.login();
  }
}
