package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Persons who change their accounts until it is closed, on all replicas together. Each registers,
 * links a second identity and unlinks the first. Every other one closes the account then. What was
 * acknowledged is noted, and held against the service and the database afterwards.
 */
final class AccountLoad implements AutoCloseable {

  private static final int CLIENTS = 6;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final WeChatSimulator weChat;
  private final List<JarReplica> replicas;
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger persons = new AtomicInteger();
  private final AtomicInteger changes = new AtomicInteger();
  private final Collection<Account> accounts = new ConcurrentLinkedQueue<>();
  private final Collection<String> unexpected = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /** An account, as its person was told. */
  private static final class Account {
    private final String first;
    private final String second;
    private long user;
    private boolean closing;

    /** Whether a change has begun whose end the person does not know. */
    private boolean unknown;

    Account(int number) {
      this.first = "first-" + number;
      this.second = "second-" + number;
    }
  }

  AccountLoad(WeChatSimulator weChat, List<JarReplica> replicas) {
    this.weChat = weChat;
    this.replicas = replicas;
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(this::keepChanging);
    }
  }

  /** How many changes were acknowledged. */
  int changes() {
    return changes.get();
  }

  /** Stops the clients, waits for their last answers. */
  @Override
  public void close() {
    closed = true;
    clients.close();
  }

  private void keepChanging() {
    while (!closed) {
      int number = persons.incrementAndGet();
      Account account = new Account(number);
      weChat.addPerson(Person.named(account.first, "小明"));
      weChat.addPerson(Person.named(account.second, "小明"));
      // Two by two, so that accounts of each replica are closed. An access token is good at the
      // address of its replica.
      change(account, replicas.get(number / 2 % replicas.size()), number % 2 == 0);
    }
  }

  private void change(Account account, JarReplica replica, boolean closes) {
    Optional<Answer> login = ask(_ -> login(replica, account.first), Set.of(200, 201));
    if (login.isEmpty()) {
      return;
    }
    account.user = login.get().userId();
    accounts.add(account);
    Tokens session = Tokens.ofLogin(login.get());
    account.unknown = true;
    if (ask(_ -> link(replica, session, account.second), Set.of(200, 201)).isEmpty()) {
      return;
    }
    changes.incrementAndGet();
    Optional<Answer> list =
        ask(_ -> send(replica, session, "GET /v1/me/login-methods", ""), Set.of(200));
    if (list.isEmpty()) {
      return;
    }
    String call = "DELETE /v1/me/login-methods/" + list.get().text("$[0].id");
    // An attempt without an answer may have done it: there is no such login method then.
    if (ask(repeated -> repeated(send(replica, session, call, ""), repeated, 404), Set.of(200, 404))
        .isEmpty()) {
      return;
    }
    changes.incrementAndGet();
    if (closes) {
      // An attempt without an answer may have ended the session.
      if (ask(
              repeated ->
                  repeated(send(replica, session, "POST /v1/me/closure", ""), repeated, 401),
              Set.of(202, 401))
          .isEmpty()) {
        return;
      }
      account.closing = true;
      changes.incrementAndGet();
    }
    account.unknown = false;
  }

  /** Notes an answer that only a repeated call may get. */
  private Answer repeated(Answer answer, boolean repeated, int status) {
    if (!repeated && answer.status() == status) {
      unexpected.add("at the first attempt: " + status + " " + answer.http().body());
    }
    return answer;
  }

  /**
   * Asks until there is an answer.
   *
   * @param call gets whether an earlier attempt got no answer
   * @return empty if there is none
   */
  private Optional<Answer> ask(Function<Boolean, Answer> call, Set<Integer> wanted) {
    boolean repeated = false;
    while (!closed || !repeated) {
      LockSupport.parkNanos(PAUSE.toNanos());
      try {
        Answer answer = call.apply(repeated);
        if (wanted.contains(answer.status())) {
          return Optional.of(answer);
        }
        if (answer.status() != 503 || !answer.code().equals("storage_unavailable")) {
          unexpected.add(answer.status() + " " + answer.http().body());
          return Optional.empty();
        }
      } catch (UncheckedIOException e) {
        unexpected.add(e.toString());
        return Optional.empty();
      }
      repeated = true;
    }
    return Optional.empty();
  }

  private Answer login(JarReplica replica, String person) {
    return replica.calls().login("WX", "app", weChat.codeFor(person, "app"));
  }

  private Answer link(JarReplica replica, Tokens session, String person) {
    return send(
        replica,
        session,
        "POST /v1/me/login-methods",
        """
        {"method":"WX","credential":{"channel":"app","code":"%s"}}\
        """
            .formatted(weChat.codeFor(person, "app")));
  }

  private static Answer send(JarReplica replica, Tokens session, String call, String body) {
    return new SessionCalls(replica.port())
        .send(
            call,
            body,
            "Authorization",
            "Bearer " + session.access(),
            "Content-Type",
            "application/json");
  }

  /**
   * Holds the service and its database against what was acknowledged.
   *
   * @param url of the database, with user and password
   */
  void check(String url) throws SQLException {
    assertThat(unexpected).as("answers other than storage_unavailable").isEmpty();
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      assertThat(
              count(
                  statement,
                  "`user` u where u.`erased_at` is null and not exists"
                      + " (select 1 from `user_login_method` m where m.`user_id` = u.`id`)"))
          .as("users without a login method")
          .isZero();
      assertThat(
              count(
                  statement,
                  "`user_session` s where s.`login_method_id` is not null and not exists"
                      + " (select 1 from `user_login_method` m where m.`id` = s.`login_method_id`)"))
          .as("sessions of a link that is gone")
          .isZero();
      assertThat(
              count(
                  statement,
                  "(select 1 from `audit_log` where `event` in ('link', 'unlink', 'closure')"
                      + " and `outcome` = 'success' group by `user_id`, `event`"
                      + " having count(*) > 1) repeated"))
          .as("changes that were recorded twice")
          .isZero();
    }
    accounts.stream().filter(account -> !account.unknown).forEach(this::check);
  }

  private void check(Account account) {
    for (JarReplica replica : replicas) {
      Answer second = login(replica, account.second);
      if (account.closing) {
        assertThat(second.code()).isEqualTo("account_closing");
      } else {
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.userId()).isEqualTo(account.user);
      }
      assertThat(login(replica, account.first).userId()).isNotEqualTo(account.user);
    }
  }

  private static long count(Statement statement, String from) throws SQLException {
    try (ResultSet row = statement.executeQuery("select count(*) from " + from)) {
      row.next();
      return row.getLong(1);
    }
  }
}
