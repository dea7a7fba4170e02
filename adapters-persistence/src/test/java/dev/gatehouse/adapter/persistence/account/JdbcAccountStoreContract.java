package dev.gatehouse.adapter.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.persistence.OnDatabase;
import dev.gatehouse.adapter.persistence.TestDatabase;
import dev.gatehouse.adapter.persistence.connection.DatabaseProperties;
import dev.gatehouse.adapter.persistence.session.TestSessionStores;
import dev.gatehouse.adapter.persistence.user.Replica;
import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.account.Unlinking;
import dev.gatehouse.application.session.Session;
import dev.gatehouse.application.session.SessionEnd;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserRepository;
import dev.gatehouse.testkit.account.AccountStoreContract;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the JDBC adapter promises besides the port's contract: on two replicas, with its records.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class JdbcAccountStoreContract extends AccountStoreContract implements OnDatabase {

  private final AtomicInteger turn = new AtomicInteger();
  private TestDatabase database;
  private List<Replica> replicas;
  private Replica unreachable;
  private JdbcClient jdbc;

  @BeforeAll
  void create() throws SQLException {
    database = createDatabase().migrated();
    replicas = List.of(Replica.on(database.settings()), Replica.on(database.settings()));
    unreachable = Replica.on(database.nowhere());
    jdbc = replicas.getFirst().jdbc();
  }

  @AfterAll
  void drop() throws SQLException {
    replicas.forEach(Replica::close);
    unreachable.close();
    database.close();
  }

  /** The settings of the database that the tests share. */
  final DatabaseProperties.Complete database() {
    return database.settings();
  }

  private Replica next() {
    return replicas.get(turn.incrementAndGet() % 2);
  }

  @Override
  protected AccountStore accounts() {
    return TestAccountStores.on(next());
  }

  @Override
  protected AccountStore accounts(AccountChangeObserver changes, Consumer<SessionEnd> ends) {
    return TestAccountStores.on(next(), changes, ends);
  }

  @Override
  protected AccountStore unreachableAccounts() {
    return TestAccountStores.on(unreachable);
  }

  @Override
  protected UserRepository users() {
    return next().repository();
  }

  @Override
  protected void disable(UserId id) {
    jdbc.sql("update `user` set `disabled_at` = `created_at` where `id` = ?")
        .param(id.value())
        .update();
  }

  @Override
  protected void open(Session session, ExternalIdentity by) {
    TestSessionStores.on(next().lookups()).add(session, by);
  }

  @Override
  protected boolean isLive(SessionId session) {
    return jdbc.sql("select count(*) from `user_session` where `sid` = ?")
            .param(session.bytes())
            .query(Long.class)
            .single()
        == 1;
  }

  /** SEC-31, SEC-62; accounts.md 3, case 13. */
  @Test
  void an_account_is_closed_once_by_all_replicas_together() throws Exception {
    UserId user = register(identity(new LoginMethod("ONE")));
    Instant due = Instant.parse("2060-01-01T00:00:00Z");
    accounts().close(user, due, NAME_LEFT);

    atOnce(
        () -> accounts().closeDue(due, 10, NAME_LEFT),
        () -> accounts().closeDue(due, 10, NAME_LEFT),
        () -> accounts().closeDue(due, 10, NAME_LEFT));

    assertThat(of(user, "select `type` from `outbox_event`"))
        .containsExactlyInAnyOrder("user.registered", "user.closing", "user.closed");
    assertThat(
            of(user, "select extract(year from `closes_at`) from `outbox_event`").stream()
                .filter(Objects::nonNull))
        .as("the closing event alone tells it")
        .containsExactly("2060");
    assertThat(of(user, "select concat(`event`, ' ', `outcome`) from `audit_log`"))
        .containsExactlyInAnyOrder("registration success", "closure success", "erasure success");
  }

  /** SEC-31. */
  @Test
  void to_disable_and_to_enable_is_one_record_and_one_event_each() {
    UserId user = register(identity(new LoginMethod("ONE")));
    accounts().disable(user);
    accounts().disable(user);
    accounts().enable(user);
    accounts().enable(user);

    assertThat(of(user, "select `type` from `outbox_event`"))
        .containsExactlyInAnyOrder("user.registered", "user.disabled", "user.enabled");
    assertThat(of(user, "select concat(`event`, ' ', `outcome`) from `audit_log`"))
        .containsExactlyInAnyOrder("registration success", "disabling success", "enabling success");
  }

  /** accounts.md 3, case 12. */
  @Test
  void an_account_that_is_reopened_and_due_at_once_is_one_of_both() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      UserId user = register(identity(new LoginMethod("ONE")));
      Instant due = Instant.parse("2070-01-01T00:00:00Z").plusSeconds(round);
      accounts().close(user, due, NAME_LEFT);

      List<Object> ends =
          atOnce(
              () -> accounts().reopen(user).isPresent(),
              () -> accounts().closeDue(due, 10, NAME_LEFT));

      boolean reopened = ends.get(0).equals(true);
      assertThat(accounts().identitiesOf(user)).hasSize(reopened ? 1 : 0);
      assertThat(of(user, "select `type` from `outbox_event`"))
          .containsExactlyInAnyOrder(
              "user.registered", "user.closing", reopened ? "user.reopened" : "user.closed");
    }
  }

  /** SEC-31. */
  @Test
  void each_change_is_one_audit_record_and_one_event() {
    UserId user = register(identity(new LoginMethod("ONE")));
    ExternalIdentity second = identity(new LoginMethod("OTHER"));
    var entry = link(user, second);
    accounts().link(user, second);
    accounts().unlink(user, entry.id(), sessionId(), USABLE);
    accounts().unlink(user, entry.id(), sessionId(), USABLE);

    assertThat(
            of(
                user,
                "select concat(`event`, ' ', `outcome`, ' ', `login_method`) from `audit_log`"))
        .containsExactlyInAnyOrder(
            "registration success ONE", "link success OTHER", "unlink success OTHER");
    assertThat(of(user, "select concat(`type`, ' ', `login_method`) from `outbox_event`"))
        .containsExactlyInAnyOrder(
            "user.registered ONE",
            "user.login_method_linked OTHER",
            "user.login_method_unlinked OTHER");
  }

  /** accounts.md 3, case 6. */
  @Test
  void no_session_outlives_the_login_method_that_opened_it() throws Exception {
    UserId user = register(identity(new LoginMethod("ONE")));
    for (int round = 0; round < ROUNDS; round++) {
      ExternalIdentity second = identity(new LoginMethod("OTHER"));
      var entry = link(user, second);

      List<Object> ends =
          atOnce(
              () -> opened(user, second),
              () -> accounts().unlink(user, entry.id(), sessionId(), USABLE));

      assertThat(ends.get(1)).isInstanceOf(Unlinking.Unlinked.class);
      assertThat(isLive((SessionId) ends.get(0))).isFalse();
    }
  }

  /** SEC-31. */
  @Test
  void each_session_that_ends_with_its_login_method_is_recorded() {
    ExternalIdentity first = identity(new LoginMethod("ONE"));
    UserId user = register(first);
    link(user, identity(new LoginMethod("OTHER")));
    opened(user, first);
    opened(user, first);

    Unlinking end =
        accounts().unlink(user, accounts().identitiesOf(user).getFirst().id(), sessionId(), USABLE);

    assertThat(end).isInstanceOf(Unlinking.Unlinked.class);
    assertThat(of(user, "select `outcome` from `audit_log`"))
        .filteredOn("login_method_unlinked"::equals)
        .hasSize(2);
  }

  /** SEC-31. */
  @Test
  void a_change_says_where_the_store_recorded_it() {
    List<Set<RecordedIn>> places = new ArrayList<>();
    UserId user = register(identity(new LoginMethod("ONE")));

    accounts((_, recordedIn) -> places.add(recordedIn)).disable(user);

    assertThat(places).containsExactly(Set.of(RecordedIn.AUDIT_LOG, RecordedIn.EVENTS));
  }

  /** An older service may have let it in. */
  @Test
  void a_row_that_no_login_could_use_is_no_login_method() {
    UserId user = register(identity(new LoginMethod("ONE")));
    jdbc.sql(
            "insert into `user_login_method`"
                + " (`user_id`, `login_method`, `identification`, `created_at`)"
                + " select `id`, 'no code', `id`, `created_at` from `user` where `id` = ?")
        .param(user.value())
        .update();

    assertThat(accounts().identitiesOf(user)).hasSize(1);
    assertThat(
            accounts()
                .unlink(user, accounts().identitiesOf(user).getFirst().id(), sessionId(), USABLE))
        .isEqualTo(new Unlinking.LastOne());
  }

  private List<@Nullable String> of(UserId user, String select) {
    return jdbc.sql(select + " where `user_id` = ?").param(user.value()).query(String.class).list();
  }
}
