package dev.gatehouse.testkit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.audit.AuditLog;
import dev.gatehouse.application.audit.AuditRecord;
import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What {@link AuditLog} promises (SEC-31). Extend it for each implementation. Tests use trace ids
 * of their own, so that they may share a log and run in parallel.
 */
public abstract class AuditLogContract {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.123Z");
  private static final LoginMethod METHOD = new LoginMethod("WX");

  /** A log that works. */
  protected abstract AuditLog log();

  /** A log of the same kind whose store cannot be reached. */
  protected abstract AuditLog unreachableLog();

  /** The records of a trace id, once there are so many or a long time has passed. */
  protected abstract List<AuditRecord> recordsOf(String traceId, int atLeast);

  @Test
  void what_is_recorded_is_kept_as_it_was() {
    String traceId = newTraceId();
    ClientInfo client = new ClientInfo("2001:db8:ffff:ffff:ffff:ffff:255.255.255.255", traceId);
    AuditRecord login =
        new AuditRecord(
            NOW,
            AuditRecord.Event.LOGIN,
            AuditRecord.SUCCESS,
            new UserId(Long.MAX_VALUE),
            new LoginMethod("M".repeat(LoginMethod.MAX_LENGTH)),
            "c".repeat(32),
            client);
    AuditRecord refusal =
        new AuditRecord(
            NOW, AuditRecord.Event.REFUSAL, "w".repeat(32), null, METHOD, "web", client);

    log().record(login);
    log().record(refusal);

    assertThat(recordsOf(traceId, 2)).containsExactlyInAnyOrder(login, refusal);
  }

  @Test
  void unknown_values_are_left_open() {
    String traceId = newTraceId();
    AuditRecord refusal =
        new AuditRecord(
            NOW,
            AuditRecord.Event.REFUSAL,
            "unknown_login_method",
            null,
            null,
            null,
            new ClientInfo("", traceId));

    log().record(refusal);

    assertThat(recordsOf(traceId, 1)).containsExactly(refusal);
  }

  @Test
  void records_of_many_threads_are_all_kept_and_none_twice() throws Exception {
    String traceId = newTraceId();
    List<AuditRecord> records =
        IntStream.rangeClosed(1, 2_000)
            .mapToObj(i ->
                new AuditRecord(
                    NOW,
                    AuditRecord.Event.LOGIN,
                    AuditRecord.SUCCESS,
                    new UserId(i),
                    METHOD,
                    "app",
                    new ClientInfo("192.0.2.1", traceId)))
            .toList();
    AuditLog log = log();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls = new ArrayList<>();
      records.forEach(each -> calls.add(threads.submit(() -> log.record(each))));
      for (Future<?> call : calls) {
        call.get();
      }
    }

    assertThat(recordsOf(traceId, records.size())).containsExactlyInAnyOrderElementsOf(records);
  }

  /** No login waits for the log, however many there are and however long its store is away. */
  @Test
  void a_log_that_cannot_be_reached_delays_no_caller() {
    AuditLog unreachable = unreachableLog();
    AuditRecord login =
        new AuditRecord(
            NOW,
            AuditRecord.Event.LOGIN,
            AuditRecord.SUCCESS,
            new UserId(1),
            METHOD,
            null,
            ClientInfo.UNKNOWN);
    long begin = System.nanoTime();

    for (int i = 0; i < 50_000; i++) {
      unreachable.record(login);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
  }

  private static String newTraceId() {
    byte[] id = new byte[16];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
