package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients who keep logging in on all replicas until it is closed: newcomers, often several times at
 * once, and people who return.
 */
final class LoginLoad implements AutoCloseable {

  private static final int CLIENTS = 12;

  /** Between two logins of a client: the machine is to be busy, not drowned. */
  private static final Duration PAUSE = Duration.ofMillis(30);

  private static final int NEWCOMERS_PER_CENT = 30;

  /** Who logs in is one of the latest so many, so that first logins of one person meet. */
  private static final int AROUND = 8;

  private final WeChatSimulator weChat;
  private final List<JarReplica> replicas;
  private final LoginLedger ledger;
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

  /** Changed by one thread at a time. */
  private volatile int people;

  private volatile boolean closed;

  LoginLoad(WeChatSimulator weChat, List<JarReplica> replicas, LoginLedger ledger) {
    this.weChat = weChat;
    this.replicas = replicas;
    this.ledger = ledger;
    newcomer();
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(this::keepLoggingIn);
    }
  }

  /** Stops the clients, waits for their last answers. */
  @Override
  public void close() {
    closed = true;
    clients.close();
  }

  /** One login of a person on one replica, noted in the ledger. */
  static void login(WeChatSimulator weChat, JarReplica replica, String person, LoginLedger ledger) {
    int turn = replica.turn();
    try {
      ledger.answered(person, replica.calls().login("WX", "app", weChat.codeFor(person, "app")));
    } catch (UncheckedIOException e) {
      if (replica.upSince(turn)) {
        ledger.unexpected(e.toString());
      } else {
        ledger.cutOff(person);
      }
    }
  }

  /** After the load, each replica knows all users and registers a new one. */
  static void afterwards(WeChatSimulator weChat, List<JarReplica> replicas, LoginLedger ledger) {
    List<String> people = new ArrayList<>(ledger.people().stream().limit(50).toList());
    for (int i = 0; i < replicas.size(); i++) {
      weChat.addPerson(Person.named("late-" + i, "小明"));
      people.add(i, "late-" + i);
    }
    long registrations = ledger.registrations();
    long successes = ledger.successes();

    for (int i = 0; i < people.size(); i++) {
      for (int j = 0; j < replicas.size(); j++) {
        // The first replica differs from user to user.
        login(weChat, replicas.get((i + j) % replicas.size()), people.get(i), ledger);
      }
    }

    assertThat(ledger.registrations()).isEqualTo(registrations + replicas.size());
    assertThat(ledger.successes()).isEqualTo(successes + (long) people.size() * replicas.size());
  }

  private void keepLoggingIn() {
    while (!closed) {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      login(weChat, replicas.get(random.nextInt(replicas.size())), person(random), ledger);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private String person(ThreadLocalRandom random) {
    if (random.nextInt(100) < NEWCOMERS_PER_CENT) {
      return newcomer();
    }
    return key(Math.max(1, people - random.nextInt(AROUND)));
  }

  private synchronized String newcomer() {
    String newcomer = key(people + 1);
    weChat.addPerson(Person.named(newcomer, "小明"));
    people++;
    return newcomer;
  }

  private static String key(int number) {
    return "person-" + number;
  }
}
