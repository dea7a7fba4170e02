package dev.gatehouse.integration.outage;

import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.platform.Person;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Logins at a steady rate until it is closed, each on a connection of its own: every other one is a
 * first login. The load follows what the machine can carry: while {@link #IN_FLIGHT} logins wait
 * for their answers, no further one begins.
 */
final class OpenLoad implements AutoCloseable {

  private static final int EVERY_MILLIS = 25;

  /** Twice what a machine without other work has in flight. */
  private static final int IN_FLIGHT = 24;

  private final WeChatSimulator weChat;
  private final int port;
  private final LoginLedger ledger;
  private final ScheduledExecutorService arrivals = Executors.newSingleThreadScheduledExecutor();
  private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();

  private final Semaphore places = new Semaphore(IN_FLIGHT);
  private final Future<?> arriving;

  /** Changed by the thread of arrivals alone. */
  private int known;

  /**
   * @param port where the balancer listens
   */
  OpenLoad(WeChatSimulator weChat, int port, LoginLedger ledger) {
    this.weChat = weChat;
    this.port = port;
    this.ledger = ledger;
    arriving = arrivals.scheduleAtFixedRate(this::arrive, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Sends no more requests and waits for the last answers. */
  @Override
  public void close() {
    arriving.cancel(false);
    arrivals.close();
    people.close();
  }

  private void arrive() {
    if (!places.tryAcquire()) {
      return;
    }
    if (known == 0 || ThreadLocalRandom.current().nextBoolean()) {
      weChat.addPerson(Person.named("person-" + known, "小明"));
      known++;
    }
    String person = "person-" + ThreadLocalRandom.current().nextInt(Math.max(0, known - 8), known);
    people.execute(() -> login(person));
  }

  private void login(String person) {
    try (LoginCalls calls = new LoginCalls(port)) {
      ledger.answered(person, calls.login("WX", "app", weChat.codeFor(person, "app")));
    } catch (UncheckedIOException e) {
      ledger.unexpected(e.toString());
    } finally {
      places.release();
    }
  }
}
