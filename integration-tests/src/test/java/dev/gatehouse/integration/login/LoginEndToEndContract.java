package dev.gatehouse.integration.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.platform.SamplePeople;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins over HTTP, and what is in the database afterwards. */
abstract class LoginEndToEndContract extends LoginSetting {

  /** SEC-16: who it is and a name; nothing else that WeChat tells of a person, and no token. */
  @Test
  void of_what_wechat_tells_only_the_unionid_and_the_name_are_kept() throws SQLException {
    String unionId = "planted-unionid-" + UUID.randomUUID();
    String ids = "\"openid\":\"planted-openid\",\"unionid\":\"" + unionId + "\"";
    weChat()
        .next(
            WeChatEndpoint.ACCESS_TOKEN,
            Fault.body(
                "{\"access_token\":\"planted-access\",\"expires_in\":7200,"
                    + "\"refresh_token\":\"planted-refresh\",\"scope\":\"planted-scope\","
                    + ids
                    + "}"));
    weChat()
        .next(
            WeChatEndpoint.USERINFO,
            Fault.body(
                "{\"nickname\":\"Oedipus\",\"sex\":1,\"province\":\"planted-province\","
                    + "\"city\":\"planted-city\",\"country\":\"planted-country\","
                    + "\"headimgurl\":\"https://planted.example\",\"privilege\":[\"planted-right\"],"
                    + ids
                    + "}"));

    Answer answer = login(person("小明"), "app");

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.http().body()).contains("Oedipus").doesNotContain("planted");
    assertThat(everythingKept().filter(kept -> kept.contains("planted"))).containsExactly(unionId);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "app"})
  void a_first_login_registers_and_a_second_returns(String channel) throws SQLException {
    String person = person("小明🙂");
    long users = rows("user");
    long loginMethods = rows("user_login_method");

    Answer first = login(person, channel);
    Answer second = login(person, channel);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.value("$.registered")).isEqualTo(true);
    assertThat(first.text("$.user.name")).isEqualTo("小明🙂");
    assertThat(first.http().body()).contains("\"age\":null");
    assertThat(first.header("Cache-Control")).isEqualTo("no-store");
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.value("$.registered")).isEqualTo(false);
    assertThat(second.userId()).isEqualTo(first.userId());
    assertThat(second.text("$.session.accessToken")).isNotBlank();
    assertThat(rows("user")).isEqualTo(users + 1);
    assertThat(rows("user_login_method")).isEqualTo(loginMethods + 1);
  }

  @Test
  void one_person_is_one_user_on_both_channels() {
    String person = person("小明");

    assertThat(login(person, "web").userId()).isEqualTo(login(person, "app").userId());
  }

  @Test
  void a_user_without_a_name_gets_the_default() {
    assertThat(login(person(""), "app").text("$.user.name")).isEqualTo("用户");
  }

  /** SEC-15. */
  @Test
  void simultaneous_first_logins_of_one_person_all_name_one_user() throws Exception {
    String person = person("racer");
    CountDownLatch start = new CountDownLatch(1);
    List<Answer> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> calls =
          IntStream.range(0, 50)
              .mapToObj(i ->
                  threads.submit(() -> {
                    start.await();
                    return login(person, "app");
                  }))
              .toList();
      start.countDown();
      answers = calls.stream().map(LoginEndToEndContract::join).toList();
    }

    assertThat(answers)
        .extracting(Answer::userId)
        .hasSize(50)
        .containsOnly(answers.getFirst().userId());
    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
    assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(49);
  }

  @Test
  void a_code_works_once() {
    String code = weChat().codeFor(person("小明"), "app");

    Answer first = calls().login("WX", "app", code);
    Answer second = calls().login("WX", "app", code);

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(401);
    assertThat(second.code()).isEqualTo("credential_rejected");
    assertThat(second.text("$.title")).isEqualTo("获取微信授权失败");
  }

  @ParameterizedTest
  @CsvSource({
    "WX, app, forged, 401, credential_rejected",
    "WX, mini, forged, 400, unknown_channel",
    "P, app, forged, 400, unknown_login_method",
    "WX, app, '', 400, invalid_request",
  })
  void a_login_that_fails_says_why_and_writes_nothing(
      String method, String channel, String code, int status, String problem) throws SQLException {
    long users = rows("user");

    Answer answer = calls().login(method, channel, code);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(problem);
    assertThat(rows("user")).isEqualTo(users);
  }

  /** SEC-12. */
  @Test
  void a_person_without_a_unionid_is_refused_and_not_written() throws SQLException {
    long users = rows("user");

    Answer answer = login(SamplePeople.NO_UNION_ID.key(), "app");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("identity_incomplete");
    assertThat(rows("user")).isEqualTo(users);
  }

  /** SEC-10. */
  @Test
  void an_identity_that_a_client_claims_is_ignored() {
    String victim = person("victim");
    long victimsId = login(victim, "app").userId();
    String code = weChat().codeFor(person("attacker"), "app");

    Answer answer =
        calls()
            .post(
                """
                {"method":"WX","credential":{"channel":"app","code":"%s",
                "unionid":"%s","openid":"%s","access_token":"x"}}\
                """
                    .formatted(code, weChat().unionId(victim), weChat().openId(victim, "app")));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.userId()).isNotEqualTo(victimsId);
  }

  private static Answer join(Future<Answer> call) {
    try {
      return call.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private Stream<String> everythingKept() throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet table =
          connection
              .getMetaData()
              .getTables(connection.getCatalog(), connection.getSchema(), "%", null)) {
        while (table.next()) {
          tables.add(table.getString("TABLE_NAME"));
        }
      }
      assertThat(tables).contains("user", "user_login_method");
      for (String table : tables) {
        try (ResultSet row = statement.executeQuery("select * from `" + table + "`")) {
          while (row.next()) {
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
              values.add(String.valueOf(row.getString(i)));
            }
          }
        }
      }
    }
    return values.stream();
  }
}
