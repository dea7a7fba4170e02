package dev.gatehouse.integration.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.GatehouseJar;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.service.TestKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions on more than one replica over one MySQL, one of which may die. */
@Tag("mysql")
class SessionReplicasTest {

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

  /** SEC-24: one rotation, and no alarm that is false. */
  @Test
  void fifty_refreshes_of_one_token_on_two_replicas_rotate_once_and_agree() throws Exception {
    try (EmbeddedReplica one = EmbeddedReplica.startOnFakes(settings());
        EmbeddedReplica two = EmbeddedReplica.startOnFakes(settings())) {
      Tokens tokens = Tokens.ofLogin(one.calls().login());
      List<Answer> answers = simultaneously(50, List.of(one.calls(), two.calls()), tokens);

      assertThat(answers).extracting(Answer::status).hasSize(50).containsOnly(200);
      assertThat(answers)
          .extracting(answer -> Tokens.ofRefresh(answer).refresh())
          .containsOnly(Tokens.ofRefresh(answers.getFirst()).refresh());
      Tokens next = Tokens.ofRefresh(answers.getFirst());
      assertThat(next.refresh()).isNotEqualTo(tokens.refresh());
      assertThat(rows()).hasSize(1);

      Answer goesOn = two.calls().refresh(next.refresh());
      assertThat(goesOn.status()).isEqualTo(200);
      // Had anything rotated twice, the first token would still be within its grace.
      assertThat(one.calls().refresh(tokens.refresh()).status()).isEqualTo(401);
      assertThat(rows()).isEmpty();
    }
  }

  /** SEC-24: what is stored opens nothing. */
  @Test
  void the_rows_of_a_session_hold_no_token() throws Exception {
    try (EmbeddedReplica replica = EmbeddedReplica.startOnFakes(settings())) {
      Tokens tokens = Tokens.ofLogin(replica.calls().login());
      Tokens next = Tokens.ofRefresh(replica.calls().refresh(tokens.refresh()));

      String row = String.join(" ", rows());

      assertThat(rows()).hasSize(1);
      for (Tokens each : List.of(tokens, next)) {
        String token = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(each.refresh()));
        assertThat(row)
            .doesNotContain(token.substring(0, 32))
            .doesNotContain(token.substring(32))
            .doesNotContain(each.refresh());
      }
    }
  }

  /** A replica that is killed between the rotation and the answer; the client goes on elsewhere. */
  @Test
  void a_replica_that_dies_with_the_answer_leaves_the_client_able_to_go_on() throws Exception {
    try (EmbeddedReplica survivor = EmbeddedReplica.startOnFakes(settings())) {
      Tokens tokens = Tokens.ofLogin(survivor.calls().login());
      List<String> before = rows();
      Process doomed = startDoomed();
      try {
        int port = DoomedReplica.portOf(doomed);

        assertThat(refreshOn(port, tokens)).isEqualTo("no answer");
        assertThat(doomed.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(rows()).hasSize(1).isNotEqualTo(before);

        Answer again = survivor.calls().refresh(tokens.refresh());
        assertThat(again.status()).isEqualTo(200);
        Answer next = survivor.calls().refresh(Tokens.ofRefresh(again).refresh());
        assertThat(next.status()).isEqualTo(200);
      } finally {
        doomed.destroyForcibly();
      }
    }
  }

  private static String refreshOn(int port, Tokens tokens) {
    try {
      return "answered " + new SessionCalls(port).refresh(tokens.refresh()).status();
    } catch (UncheckedIOException connectionLost) {
      return "no answer";
    }
  }

  private Process startDoomed() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(GatehouseJar.TEMPORARY_FOLDER);
    command.addAll(GatehouseJar.SMALL);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(DoomedReplica.class.getName());
    settings().forEach((name, value) -> command.add("--" + name + "=" + value));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static List<Answer> simultaneously(int times, List<SessionCalls> replicas, Tokens tokens)
      throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Answer> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Answer>> calls = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        SessionCalls replica = replicas.get(i % replicas.size());
        calls.add(
            threads.submit(() -> {
              start.await();
              return replica.refresh(tokens.refresh());
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
    return Map.of(
        EmbeddedReplica.NOW,
        now,
        "spring.datasource.url",
        mySql.url(),
        "spring.datasource.username",
        mySql.username(),
        "spring.datasource.password",
        mySql.password(),
        "gatehouse.session.signing-keys",
        TestKeys.file().toString());
  }

  /** Every row of a session, as hexadecimal text. */
  private List<String> rows() throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(mySql.url(), mySql.username(), mySql.password());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select concat_ws(' ', hex(sid), user_id, hex(secret_hash),"
                    + " hex(previous_secret_hash), hex(salt), rotated_at) from user_session")) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(rows.getString(1).toLowerCase(Locale.ROOT));
      }
      return all;
    }
  }
}
