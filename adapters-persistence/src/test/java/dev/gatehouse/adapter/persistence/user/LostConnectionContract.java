package dev.gatehouse.adapter.persistence.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.user.Registration;
import dev.gatehouse.domain.user.StorageUnavailableException;
import dev.gatehouse.domain.user.User;
import dev.gatehouse.testkit.mysql.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-15: what a login gets when its connection is lost at the worst moment. */
abstract class LostConnectionContract extends DatabaseFailureTestBase {

  @ParameterizedTest
  @ValueSource(strings = {"LOST_BEFORE", "LOST_AFTER", "SWALLOWED", "UNANSWERED"})
  void a_lookup_whose_connection_is_lost_is_made_again(Fault.Simple fault) {
    ExternalIdentity identity = newIdentity();
    Registration registration = register(identity);
    proxy.failNext("select u.`id`", fault);

    assertThat(users.findByIdentity(identity)).contains(registration.user());
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOST_BEFORE", "LOST_AFTER", "SWALLOWED", "UNANSWERED"})
  void look_ups_at_the_same_time_survive_the_loss_of_a_connection(Fault.Simple fault) {
    List<ExternalIdentity> identities = Stream.generate(() -> newIdentity()).limit(20).toList();
    List<User> registered = identities.stream().map(each -> register(each).user()).toList();

    onAMachineWithTime(() -> {
      proxy.failNext("select u.`id`", fault);
      List<User> found = new ArrayList<>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<Optional<User>>> calls =
            identities.stream()
                .map(each -> threads.submit(() -> users.findByIdentity(each)))
                .toList();
        for (Future<Optional<User>> call : calls) {
          found.add(call.get().orElseThrow());
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof StorageUnavailableException refused
            ? refused
            : new IllegalStateException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }

      assertThat(found).isEqualTo(registered);
    });
  }

  @ParameterizedTest
  @CsvSource({
    "insert into `user` , LOST_BEFORE",
    "insert into `user` , LOST_AFTER",
    "insert into `user` , SWALLOWED",
    "insert into `user` , UNANSWERED",
    "insert into `user_login_method`, LOST_BEFORE",
    "insert into `user_login_method`, LOST_HALFWAY",
    "insert into `user_login_method`, LOST_AFTER",
    "insert into `user_login_method`, SWALLOWED",
    "insert into `audit_log`, LOST_BEFORE",
    "insert into `audit_log`, LOST_AFTER",
    "insert into `audit_log`, UNANSWERED",
    "insert into `outbox_event`, LOST_AFTER",
    "commit, LOST_BEFORE",
    "commit, LOST_HALFWAY",
    "commit, LOST_AFTER",
    "commit, SWALLOWED",
    "commit, UNANSWERED",
  })
  void a_registration_survives_the_loss_of_its_connection(String command, Fault.Simple fault) {
    onAMachineWithTime(() -> {
      ExternalIdentity identity = newIdentity();
      proxy.failNext(command, fault);

      Registration registration = register(identity);

      assertThat(registration).isInstanceOf(Registration.Registered.class);
      assertOneUser(identity, registration);
    });
  }

  @Test
  void who_loses_a_commit_and_then_the_race_gets_the_winner() {
    ExternalIdentity identity = newIdentity();
    List<Registration> winner = new ArrayList<>();
    proxy.failNext("commit", Fault.LOST_BEFORE);
    proxy.failNext("insert into `user` ", Fault.LOST_AFTER);
    proxy.beforeNext("insert into `user` ", () -> winner.add(registerElsewhere(identity)));

    Registration registration = register(identity);

    assertThat(winner).hasSize(1).first().isInstanceOf(Registration.Registered.class);
    assertThat(registration).isEqualTo(new Registration.Returned(winner.get(0).user()));
    assertOneUser(identity, registration);
  }

  /** More than there are connections, and a database that takes its time over the first. */
  @Test
  void who_waits_behind_the_first_registration_gets_its_user() throws Exception {
    ExternalIdentity identity = newIdentity();
    proxy.beforeNext("commit", () -> await().pollDelay(Duration.ofMillis(600)).until(() -> true));
    List<Registration> registrations = new ArrayList<>();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Registration>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(threads.submit(() -> register(identity)));
      }
      for (Future<Registration> call : calls) {
        registrations.add(call.get());
      }
    }

    assertThat(registrations).filteredOn(Registration.Registered.class::isInstance).hasSize(1);
    assertThat(registrations)
        .extracting(Registration::user)
        .containsOnly(registrations.get(0).user());
    assertOneUser(identity, registrations.get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "1213, 40001",
    "1205, HY000",
    "3101, HY000",
    "1180, HY000",
    "1020, HY000",
    "1290, HY000",
    "1836, HY000",
    "3100, HY000",
    "1053, 08S01",
  })
  void what_passes_is_tried_again(int code, String state) {
    for (String command :
        List.of("insert into `user_login_method`", "insert into `audit_log`", "commit")) {
      ExternalIdentity identity = newIdentity();
      proxy.failNext(command, new Fault.Refused(code, state));

      Registration registration = register(identity);

      assertThat(registration).isInstanceOf(Registration.Registered.class);
      assertOneUser(identity, registration);
    }
  }

  @Test
  void a_restart_between_two_logins_is_not_noticed() {
    ExternalIdentity identity = newIdentity();
    Registration registration = register(identity);
    proxy.cutAll();

    assertThat(users.findByIdentity(identity)).contains(registration.user());
    proxy.cutAll();
    assertThat(register(newIdentity())).isInstanceOf(Registration.Registered.class);
  }
}
