package dev.gatehouse.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.admin.UserAdministration;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.audit.AuditTrail;
import dev.gatehouse.application.login.RequestContext;
import dev.gatehouse.application.session.SessionLifetimes;
import dev.gatehouse.application.session.SessionLookup;
import dev.gatehouse.application.session.SessionsService;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.SettableClock;
import dev.gatehouse.testkit.account.InMemoryAccountStore;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class UserCommandTest {

  private static final LoginMethod ONE = new LoginMethod("ONE");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T10:00:00Z"));
  private final InMemoryUserRepository users = new InMemoryUserRepository(clock);
  private final InMemorySessionStore sessionStore = new InMemorySessionStore();
  private final InMemoryAccountStore accounts =
      new InMemoryAccountStore(users, sessionStore, clock);
  private final AuditTrail trail =
      (user, atMost, before) ->
          List.of(
              new AuditTrail.Entry(
                  "1",
                  new AuditRecord(
                      clock.instant(),
                      AuditRecord.Event.LOGIN,
                      "success",
                      user,
                      ONE,
                      null,
                      RequestContext.client())));
  private final ExternalIdentity identity = new ExternalIdentity(ONE, "planted");
  private final UserId user = register(identity);
  private final List<String> output = new ArrayList<>();
  private String standardInput = "";
  private final UserCommand command = command(trail);

  private UserCommand command(@Nullable AuditTrail readable) {
    return new UserCommand(
        new UserAdministration(
            new UserAdministration.Stores(
                users, accounts, sessionStore, _ -> {}, readable, () -> Set.of(ONE)),
            new UserAdministration.Terms(Duration.ofDays(7), new UserName("用户")),
            clock),
        () -> standardInput);
  }

  @Test
  void with_an_audit_log_that_cannot_be_read_only_the_history_is_refused() {
    UserCommand blind = command(null);

    assertThat(blind.run(List.of("history", id()), output::add)).isEqualTo(3);
    assertThat(output).singleElement().asString().contains("no AuditTrail is installed");
    assertThat(blind.run(List.of("show", id()), output::add)).isZero();
  }

  @Test
  void a_user_is_found_by_what_standard_input_says_and_it_is_not_printed() {
    standardInput = "planted\n";

    assertThat(run("find", "ONE", "--json")).isZero();

    assertThat(output)
        .singleElement()
        .asString()
        .isEqualTo(
            "{\"id\":%1$d,\"sub\":\"%1$d\",\"name\":\"小明\",\"age\":null,\"disabled\":false,\"closesAt\":null,"
                    .formatted(user.value())
                + "\"loginMethods\":[{\"id\":\"1\",\"method\":\"ONE\","
                + "\"linkedAt\":\"2026-11-23T10:00:00Z\","
                + "\"lastUsedAt\":\"2026-11-23T10:00:00Z\"}]}");
  }

  @Test
  void who_is_not_there_is_not_found() {
    standardInput = "other";

    assertThat(run("find", "ONE")).isEqualTo(2);
    assertThat(run("show", "4711")).isEqualTo(2);
    assertThat(run("disable", "4711", "--by=ops")).isEqualTo(2);
    assertThat(run("close", "4711", "--by=ops")).isEqualTo(2);
    assertThat(run("sign-out", "4711", "--by=ops")).isEqualTo(2);
    assertThat(run("unlink", id(), "4711", "--by=ops")).isEqualTo(2);
    assertThat(output).hasSize(6).containsOnly("not found");
  }

  @ParameterizedTest
  @CsvSource({
    "show USER, id",
    "history USER, at",
    "disable USER --by=ops, id",
    "enable USER --by=ops, id",
    "sign-out USER --by=ops, sessionsEnded",
    "close USER --by=ops, id",
    "unlink USER 1 --by=ops, problem",
    "show 4711, problem",
  })
  void every_command_prints_json_when_it_is_told_to(String words, String field) {
    run(words.replace("USER", id()).concat(" --json").split(" "));

    assertThat(output)
        .singleElement()
        .satisfies(line -> assertThat(JsonMapper.shared().readTree(line).has(field)).isTrue());
  }

  @Test
  void an_identification_that_none_can_have_is_not_found() {
    standardInput = "x".repeat(1000);

    assertThat(run("find", "ONE")).isEqualTo(2);
    assertThat(output).containsExactly("not found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "show",
        "show 1 2",
        "destroy 1 --by=ops",
        "disable 1",
        "disable 1 --by=",
        "disable 1 --by=two words",
        "disable 1 --by=ops --force",
        "unlink 1 --by=ops"
      })
  void a_command_that_is_not_understood_says_how_it_is_used(String line) {
    assertThat(command.run(List.of(line.split(" ")), output::add)).isEqualTo(2);
    assertThat(users.find(user)).hasValueSatisfying(found -> assertThat(found.active()).isTrue());
  }

  @Test
  void a_disabled_user_is_signed_out_and_can_be_enabled() {
    open();

    assertThat(run("disable", id(), "--by=ops")).isZero();
    assertThat(users.find(user)).hasValueSatisfying(found -> assertThat(found.disabled()).isTrue());
    assertThat(sessionStore.size()).isZero();
    assertThat(run("enable", id(), "--by=ops")).isZero();
    assertThat(users.find(user)).hasValueSatisfying(found -> assertThat(found.active()).isTrue());
  }

  @Test
  void a_user_is_signed_out_everywhere() {
    open();
    open();

    assertThat(run("sign-out", id(), "--by=ops", "--json")).isZero();
    assertThat(output).containsExactly("{\"sessionsEnded\":2}");
  }

  @Test
  void an_account_is_closed_with_the_grace_time_also_when_it_is_disabled() {
    users.disable(user);

    assertThat(run("close", id(), "--by=ops")).isZero();
    assertThat(users.find(user).orElseThrow().closesAt())
        .contains(clock.instant().plus(Duration.ofDays(7)));
    accounts.closeDue(clock.instant().plus(Duration.ofDays(7)), 1, new UserName("用户"));
    assertThat(run("close", id(), "--by=ops")).isEqualTo(3);
  }

  @Test
  void a_login_method_is_unlinked_unless_it_is_the_last() {
    accounts.link(user, new ExternalIdentity(ONE, "second"));

    assertThat(run("unlink", id(), "1", "--by=ops")).isZero();
    assertThat(users.findByIdentity(identity)).isEmpty();
    assertThat(run("unlink", id(), "2", "--by=ops")).isEqualTo(3);
  }

  @Test
  void the_history_of_a_user_is_one_line_for_each_record() {
    assertThat(run("history", id())).isZero();
    assertThat(output)
        .singleElement()
        .asString()
        .startsWith("at: 2026-11-23T10:00:00Z  event: login  outcome: success  method: ONE");
  }

  private int run(String... words) {
    return command.run(List.of(words), output::add);
  }

  private String id() {
    return Long.toString(user.value());
  }

  private void open() {
    new SessionsService(
            sessionStore,
            users,
            SessionLookup.of(sessionStore, users),
            new SessionLifetimes(Duration.ofMinutes(15), Duration.ofDays(30), Duration.ofDays(14)),
            new SecureRandom(),
            clock,
            List.of())
        .open(user, identity);
  }

  private UserId register(ExternalIdentity by) {
    return users.registerIfAbsent(new NewUser(new UserName("小明")), by).user().id();
  }
}
