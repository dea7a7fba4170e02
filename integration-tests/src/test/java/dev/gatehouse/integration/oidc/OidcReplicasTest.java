package dev.gatehouse.integration.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.service.TestKeys;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Codes and tokens of clients on two replicas over one MySQL. */
@Tag("mysql")
class OidcReplicasTest {

  private final String now = Instant.now().toString();
  private MySqlDatabase mySql;

  @BeforeEach
  void create() throws SQLException {
    mySql = MySqlDatabase.create();
  }

  @AfterEach
  void drop() throws SQLException {
    mySql.close();
  }

  /** SEC-66. */
  @Test
  void of_many_redemptions_of_one_code_on_two_replicas_at_most_one_wins() throws Exception {
    try (EmbeddedReplica one = EmbeddedReplica.startOnFakes(settings());
        EmbeddedReplica two = EmbeddedReplica.startOnFakes(settings())) {
      Browser browser = signedIn(one);
      LoginCalls first = new LoginCalls(one.port());
      RelyingParty page = RelyingParty.page(first).with("scope", "openid offline_access");
      for (int round = 0; round < 5; round++) {
        String code = code(browser, page);
        List<Answer> answers =
            simultaneously(List.of(page, page.at(new LoginCalls(two.port()))), code);

        // The first may find its session ended by the second before it has all its tokens.
        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 400);
        assertThat(answers)
            .filteredOn(answer -> answer.status() == 200)
            .hasSizeLessThanOrEqualTo(1);
        // A code that two parties showed leaves nothing behind.
        assertThat(rows("select count(*) from user_session where client is not null"))
            .containsExactly("0");
      }
    }
  }

  @Test
  void one_replica_gives_the_code_and_the_other_one_the_tokens() throws Exception {
    try (EmbeddedReplica one = EmbeddedReplica.startOnFakes(settings());
        EmbeddedReplica two = EmbeddedReplica.startOnFakes(settings())) {
      RelyingParty page =
          RelyingParty.page(new LoginCalls(one.port())).with("scope", "openid offline_access");
      RelyingParty there = page.at(new LoginCalls(two.port()));
      String code = code(signedIn(one), page);

      Answer tokens = there.redeem(code);
      Answer next = page.refresh(tokens.text("$.refresh_token"));

      assertThat(there.userInfo(next.text("$.access_token")).status()).isEqualTo(200);
      // SEC-24: what is stored opens nothing.
      assertThat(
              String.join(
                  " ",
                  rows(
                      "select concat_ws(' ', to_base64(sid), to_base64(secret_hash),"
                          + " to_base64(previous_secret_hash), client, scopes) from user_session")))
          .contains("page", "offline_access openid")
          .doesNotContain(code)
          .doesNotContain(next.text("$.refresh_token"));
    }
  }

  /** A browser with the session of a login by the fake method. */
  private static Browser signedIn(EmbeddedReplica replica) {
    Browser browser = new Browser(new LoginCalls(replica.port()));
    browser.cookies().put(SessionCalls.COOKIE, Tokens.ofLogin(replica.calls().login()).refresh());
    return browser;
  }

  private static String code(Browser browser, RelyingParty client) {
    return RelyingParty.code(Browser.target(browser.go(client.authorizePath())));
  }

  private static List<Answer> simultaneously(List<RelyingParty> replicas, String code)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        RelyingParty replica = replicas.get(i % replicas.size());
        calls.add(
            threads.submit(() -> {
              start.await();
              return replica.redeem(code);
            }));
      }
      start.countDown();
      for (Future<Answer> call : calls) {
        answers.add(call.get());
      }
    }
    return answers;
  }

  private Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry(EmbeddedReplica.NOW, now),
        Map.entry("spring.datasource.url", mySql.url()),
        Map.entry("spring.datasource.username", mySql.username()),
        Map.entry("spring.datasource.password", mySql.password()),
        Map.entry("gatehouse.session.signing-keys", TestKeys.file().toString()),
        Map.entry("gatehouse.oidc.clients.page.redirect-uris", "https://page.example/"),
        Map.entry("gatehouse.oidc.clients.page.scopes", "openid,offline_access"));
  }

  private List<String> rows(String query) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(mySql.url(), mySql.username(), mySql.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1));
      }
      return all;
    }
  }
}
