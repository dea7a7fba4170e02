package dev.gatehouse.adapter.persistence.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.audit.TestAuditRows;
import dev.gatehouse.adapter.persistence.connection.ConnectionPool;
import dev.gatehouse.adapter.persistence.jdbc.TestCleanup;
import dev.gatehouse.application.session.ActiveSession;
import dev.gatehouse.application.session.Salt;
import dev.gatehouse.application.session.SecretHash;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionEndReason;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.application.session.SessionStore;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.testkit.session.SessionStoreContract;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the JDBC adapter promises besides the port's contract, on every database it runs on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcSessionStoreContract extends SessionStoreContract implements OnDatabase {

  /** In years of their own, like the contract's. */
  private static final Instant END = Instant.parse("1999-01-01T00:00:00Z");

  private static final SecureRandom RANDOM = new SecureRandom();

  private TestDatabase database;
  private HikariDataSource replica;
  private HikariDataSource otherReplica;
  private HikariDataSource unreachable;
  private JdbcClient jdbc;

  @BeforeAll
  void open() throws SQLException {
    database = createDatabase().migrated();
    replica = ConnectionPool.open(database.settings());
    otherReplica = ConnectionPool.open(database.settings());
    unreachable = ConnectionPool.open(database.nowhere());
    jdbc = JdbcClient.create(replica);
  }

  @AfterAll
  void close() throws SQLException {
    replica.close();
    otherReplica.close();
    unreachable.close();
    database.close();
  }

  @Override
  protected SessionStore store() {
    return jdbcStore(replica);
  }

  @Override
  protected SessionStore unreachableStore() {
    return jdbcStore(unreachable);
  }

  @Override
  protected ExternalIdentity identityOf(UserId user) {
    String identification = Long.toString(user.value());
    jdbc.sql("insert ignore into `user` (`id`, `name`, `created_at`) values (?, '', now())")
        .param(user.value())
        .update();
    jdbc.sql(
            "insert ignore into `user_login_method`"
                + " (`user_id`, `login_method`, `identification`, `created_at`)"
                + " values (?, 'WX', ?, now())")
        .param(user.value())
        .param(identification)
        .update();
    return new ExternalIdentity(new LoginMethod("WX"), identification);
  }

  /** accounts.md 3, case 6. */
  @Test
  void a_session_is_not_opened_by_an_identity_that_leads_elsewhere() {
    Session session = session(END);
    ExternalIdentity others = identityOf(new UserId(session.user().value() + 1));
    ExternalIdentity foreign = new ExternalIdentity(new LoginMethod("WX"), "another's");

    assertThat(store().add(session, others)).isFalse();
    assertThat(store().add(session, foreign)).isFalse();

    assertThat(store().find(session.id())).isEmpty();
  }

  @Test
  void sessions_of_several_users_are_added_with_one_statement() {
    Session one = session(END, anyUser());
    Session two = session(END, anyUser());
    Session three = session(END, anyUser());

    assertThat(jdbcStore(replica).new Additions().together(additions(one, two, three)))
        .hasSize(3)
        .doesNotContainValue(false);

    assertThat(store().find(one.id())).contains(one);
    assertThat(store().find(two.id())).contains(two);
    assertThat(store().find(three.id())).contains(three);
    List.of(one, two, three).forEach(s -> store().remove(s.id(), SessionEndReason.SIGNED_OUT));
  }

  /** Each is then added again by itself. */
  @Test
  void a_common_statement_tells_that_an_identity_leads_elsewhere() {
    Session one = session(END, anyUser());
    Session two = session(END, anyUser());
    JdbcSessionStore.Additions statements = jdbcStore(replica).new Additions();
    List<JdbcSessionStore.Addition> additions =
        List.of(
            new JdbcSessionStore.Addition(one, identityOf(one.user())),
            new JdbcSessionStore.Addition(two, identityOf(one.user())));

    assertThat(statements.together(additions)).isEmpty();

    assertThat(statements.again(additions.get(0))).isTrue();
    assertThat(statements.again(additions.get(1))).isFalse();
    assertThat(store().find(one.id())).contains(one);
    assertThat(store().find(two.id())).isEmpty();
    store().remove(one.id(), SessionEndReason.SIGNED_OUT);
  }

  /** Each with all login methods of its user, in their order, and the one that opened it. */
  @Test
  void sessions_that_are_looked_up_at_the_same_time_are_found_each() throws Exception {
    JdbcSessionLookup lookup = new JdbcSessionLookup(replica);
    List<Session> sessions = IntStream.range(0, 6).mapToObj(i -> session(END, anyUser())).toList();
    Map<SessionId, List<String>> expected = new LinkedHashMap<>();
    for (Session session : sessions) {
      add(session);
      List<String> codes = new ArrayList<>(List.of("WX"));
      for (int more = 0; more < expected.size() % 3; more++) {
        codes.add("M" + more);
        jdbc.sql(
                "insert into `user_login_method`"
                    + " (`user_id`, `login_method`, `identification`, `created_at`)"
                    + " values (?, ?, ?, now())")
            .param(session.user().value())
            .param("M" + more)
            .param(Long.toString(session.user().value()))
            .update();
      }
      expected.put(session.id(), codes);
    }
    SessionId unknown = SessionId.of(random(SessionId.LENGTH));
    List<SessionId> asked =
        Collections.nCopies(
                8, Stream.concat(expected.keySet().stream(), Stream.of(unknown)).toList())
            .stream()
            .flatMap(List::stream)
            .toList();

    assertThat(lookup.new Lookups().together(asked))
        .hasSize(7)
        .containsEntry(unknown, Optional.empty());
    List<Optional<ActiveSession>> found = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<ActiveSession>>> calls =
          asked.stream().map(id -> threads.submit(() -> lookup.find(id))).toList();
      for (Future<Optional<ActiveSession>> call : calls) {
        found.add(call.get());
      }
    }

    for (int i = 0; i < asked.size(); i++) {
      if (asked.get(i).equals(unknown)) {
        assertThat(found.get(i)).isEmpty();
      } else {
        ActiveSession active = found.get(i).orElseThrow();
        assertThat(sessions).contains(active.session());
        assertThat(active.session().id()).isEqualTo(asked.get(i));
        assertThat(active.account().user().id()).isEqualTo(active.session().user());
        assertThat(active.account().loginMethods())
            .extracting(LoginMethod::code)
            .isEqualTo(expected.get(asked.get(i)));
        assertThat(active.openedBy()).isEqualTo(new LoginMethod("WX"));
      }
    }
    sessions.forEach(session -> store().remove(session.id(), SessionEndReason.SIGNED_OUT));
  }

  private static UserId anyUser() {
    return new UserId(RANDOM.nextLong(1, Long.MAX_VALUE));
  }

  private List<JdbcSessionStore.Addition> additions(Session... sessions) {
    return Stream.of(sessions)
        .map(session -> new JdbcSessionStore.Addition(session, identityOf(session.user())))
        .toList();
  }

  private void add(Session session) {
    assertThat(store().add(session, identityOf(session.user()))).isTrue();
  }

  /** Bounded growth: whatever is over goes, in as many batches as it takes, and nothing else. */
  @Test
  void a_purge_removes_all_that_is_over() {
    int over = 2 * TestCleanup.BATCH + 1;
    for (int i = 0; i < over; i++) {
      add(session(END));
    }
    Session alive = session(END.plusMillis(1));
    add(alive);

    TestCleanup.run(END, store()::removeExpired);

    assertThat(sessionsUntil(END)).isZero();
    assertThat(store().find(alive.id())).contains(alive);
    store().remove(alive.id(), SessionEndReason.SIGNED_OUT);
  }

  @Test
  void purges_on_two_replicas_share_the_work() throws Exception {
    int over = 300;
    for (int i = 0; i < over; i++) {
      add(session(END));
    }

    List<Integer> removed = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> calls =
          IntStream.range(0, 8)
              .mapToObj(i -> jdbcStore(i % 2 == 0 ? replica : otherReplica))
              .map(store -> threads.submit(() -> store.removeExpired(END, 50)))
              .toList();
      for (Future<Integer> call : calls) {
        removed.add(call.get());
      }
    }

    assertThat(removed.stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(over - (int) sessionsUntil(END));
    while (store().removeExpired(END, 50) > 0) {
      // What the eight left.
    }
    assertThat(sessionsUntil(END)).isZero();
  }

  /** A cleanup skips locked rows and delays no login. */
  @Test
  void a_purge_neither_waits_nor_lets_wait() throws Exception {
    Session held = session(END);
    Session free = session(END);
    add(held);
    add(free);
    try (Connection other = otherReplica.getConnection()) {
      other.setAutoCommit(false);
      other.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      try (PreparedStatement lock =
          other.prepareStatement("select * from `user_session` where `sid` = ? for update")) {
        lock.setBytes(1, held.id().bytes());
        lock.executeQuery().next();

        assertThat(store().removeExpired(END, 10)).isEqualTo(1);
        add(session(END.minusSeconds(1)));

        assertThat(store().find(held.id())).isPresent();
        assertThat(store().find(free.id())).isEmpty();
      }
      other.rollback();
    }

    assertThat(store().removeExpired(END, 10)).isEqualTo(2);
  }

  /** SEC-31: in one transaction, so that there is no end without a record and none twice. */
  @Test
  void each_session_that_is_ended_leaves_one_audit_record() throws Exception {
    UserId user = anyUser();
    Session one = session(END, user);
    Session two = session(END, user);
    Session three = session(END, user);
    List.of(one, two, three).forEach(this::add);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<SessionEnd>>> calls =
          IntStream.range(0, 8)
              .mapToObj(i -> jdbcStore(i % 2 == 0 ? replica : otherReplica))
              .map(store ->
                  threads.submit(
                      () -> store.remove(one.id(), SessionEndReason.REFRESH_TOKEN_REUSED)))
              .toList();
      List<SessionEnd> ends = new ArrayList<>();
      for (Future<Optional<SessionEnd>> call : calls) {
        call.get().ifPresent(ends::add);
      }
      assertThat(ends)
          .singleElement()
          .extracting(SessionEnd::recordedIn)
          .isEqualTo(Set.of(RecordedIn.AUDIT_LOG));
    }
    store().removeAll(user, SessionEndReason.SIGNED_OUT_EVERYWHERE);
    store().removeAll(user, SessionEndReason.SIGNED_OUT_EVERYWHERE);

    assertThat(
            jdbc.sql("select `outcome` from `audit_log` where `user_id` = ? order by `id`")
                .param(user.value())
                .query(String.class)
                .list())
        .containsExactlyInAnyOrder(
            "refresh_token_reused", "signed_out_everywhere", "signed_out_everywhere");
  }

  /** The core then records it. */
  @Test
  void an_end_that_the_store_has_not_recorded_is_told_so() {
    Session session = session(END, anyUser());
    add(session);
    JdbcSessionStore alone = new JdbcSessionStore(replica, List.of(), Clock.systemUTC());

    assertThat(alone.remove(session.id(), SessionEndReason.SIGNED_OUT))
        .map(SessionEnd::recordedIn)
        .contains(Set.of());
  }

  private static JdbcSessionStore jdbcStore(HikariDataSource dataSource) {
    return new JdbcSessionStore(dataSource, List.of(TestAuditRows.recorder()), Clock.systemUTC());
  }

  private long sessionsUntil(Instant end) {
    return jdbc.sql("select count(*) from `user_session` where `expires_at` <= ?")
        .param(LocalDateTime.ofInstant(end, ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private static Session session(Instant end) {
    return session(end, new UserId(1));
  }

  private static Session session(Instant end, UserId user) {
    SecretHash secret = SecretHash.of(random(SecretHash.LENGTH));
    Instant opened = end.minus(Duration.ofDays(30));
    return new Session(
        SessionId.of(random(SessionId.LENGTH)),
        user,
        opened,
        end,
        new Session.Rotation(secret, secret, Salt.of(random(Salt.LENGTH)), opened));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
