package dev.gatehouse.adapter.persistence.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.persistence.account.TestAccountStores;
import dev.gatehouse.application.account.AccountStore;
import dev.gatehouse.application.account.Linking;
import dev.gatehouse.application.account.LoginMethodId;
import dev.gatehouse.application.account.Unlinking;
import dev.gatehouse.application.session.SessionId;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.mysql.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change of login methods gets when its connection is lost at the worst moment. */
abstract class LostLinkContract extends DatabaseFailureTestBase {

  private AccountStore accounts;

  @BeforeEach
  void store() {
    accounts = TestAccountStores.on(replica);
  }

  /** accounts.md 3, case 26. */
  @ParameterizedTest
  @CsvSource({
    "for update, LOST_BEFORE",
    "for update, LOST_AFTER",
    "insert into `user_login_method`, LOST_BEFORE",
    "insert into `user_login_method`, LOST_AFTER",
    "insert into `audit_log`, LOST_AFTER",
    "insert into `outbox_event`, LOST_AFTER",
    "commit, LOST_BEFORE",
    "commit, LOST_HALFWAY",
    "commit, LOST_AFTER",
    "commit, SWALLOWED",
    "commit, UNANSWERED",
  })
  void a_link_survives_the_loss_of_its_connection(String command, Fault.Simple fault) {
    onAMachineWithTime(() -> {
      UserId user = register(newIdentity()).user().id();
      ExternalIdentity identity = newIdentity();
      proxy.failNext(command, fault);

      Linking linking = accounts.link(user, identity);

      assertThat(linking).isInstanceOf(Linking.Linked.class);
      assertThat(accounts.identitiesOf(user)).hasSize(2);
      assertThat(events(user)).containsExactly("user.registered", "user.login_method_linked");
    });
  }

  /** accounts.md 3, case 26. */
  @ParameterizedTest
  @CsvSource({
    "delete from `user_login_method`, LOST_BEFORE",
    "delete from `user_login_method`, LOST_AFTER",
    "delete from `user_session`, LOST_AFTER",
    "insert into `audit_log`, LOST_AFTER",
    "commit, LOST_BEFORE",
    "commit, LOST_HALFWAY",
    "commit, LOST_AFTER",
    "commit, SWALLOWED",
    "commit, UNANSWERED",
  })
  void an_unlink_survives_the_loss_of_its_connection(String command, Fault.Simple fault) {
    onAMachineWithTime(() -> {
      UserId user = register(newIdentity()).user().id();
      accounts.link(user, newIdentity());
      LoginMethodId first = accounts.identitiesOf(user).getFirst().id();
      proxy.failNext(command, fault);

      Unlinking unlinking =
          accounts.unlink(
              user,
              first,
              SessionId.of(new byte[SessionId.LENGTH]),
              Set.of(newIdentity().method()));

      assertThat(unlinking).isInstanceOf(Unlinking.Unlinked.class);
      assertThat(accounts.identitiesOf(user)).hasSize(1);
      assertThat(events(user))
          .containsExactly(
              "user.registered", "user.login_method_linked", "user.login_method_unlinked");
    });
  }

  /** accounts.md 3, case 26. */
  @ParameterizedTest
  @CsvSource({
    "update `user` set `closes_at`, LOST_BEFORE",
    "update `user` set `closes_at`, LOST_AFTER",
    "commit, LOST_BEFORE",
    "commit, LOST_AFTER",
    "commit, UNANSWERED",
  })
  void a_closure_and_its_end_survive_the_loss_of_their_connections(
      String command, Fault.Simple fault) {
    onAMachineWithTime(() -> {
      UserId user = register(newIdentity()).user().id();
      Instant closesAt = Instant.parse("2080-01-01T00:00:00Z");
      UserName left = new UserName("用户");

      proxy.failNext(command, fault);
      accounts.close(user, closesAt, left);
      proxy.failNext(command, fault);
      assertThat(accounts.reopen(user)).isPresent();

      assertThat(events(user)).containsExactly("user.registered", "user.closing", "user.reopened");
    });
  }

  private List<@Nullable String> events(UserId user) {
    return replica
        .jdbc()
        .sql("select `type` from `outbox_event` where `user_id` = ? order by `position`")
        .param(user.value())
        .query(String.class)
        .list();
  }
}
