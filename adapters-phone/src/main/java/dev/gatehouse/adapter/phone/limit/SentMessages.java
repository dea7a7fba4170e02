package dev.gatehouse.adapter.phone.limit;

import dev.gatehouse.adapter.phone.limit.Bucket.Names;
import dev.gatehouse.adapter.phone.limit.Counters.Meter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * The messages that vendors took and whose receipts may come, kept beside the counts under hashed
 * names. Thread-safe; replicas share them.
 */
public final class SentMessages {

  /** A receipt that comes later is not counted. */
  private static final Duration KEPT = Duration.ofDays(3);

  private static final String SENT = "message-sent";

  private final Counters counters;
  private final Names names;
  private final Clock clock;

  SentMessages(CountStore store, Names names, Clock clock) {
    this.counters = new Counters(store);
    this.names = names;
    this.clock = clock;
  }

  /**
   * The messages in a database.
   *
   * @param key names them; the same on all replicas
   */
  public static SentMessages in(JdbcCountStore store, byte[] key, Clock clock) {
    return new SentMessages(store, Names.of(key), clock);
  }

  /**
   * Notes a message that was taken.
   *
   * @param vendorId the vendor's id of it
   */
  public void sent(String gateway, String vendorId) {
    counters.take(
        List.of(Meter.counted(names.bucket(SENT, gateway, vendorId), KEPT)), clock.instant());
  }

  /**
   * Notes the receipt of a message.
   *
   * @return true once for each message that was taken; false for a receipt that came before or that
   *     is of another service
   */
  public boolean received(String gateway, String vendorId) {
    Bucket sent = names.bucket(SENT, gateway, vendorId);
    Tally tally = counters.read(List.of(sent)).tally(sent);
    Bucket received = names.bucket("message-received", gateway, vendorId);
    return tally.count(KEPT, clock.instant()) > 0
        && counters
            .take(List.of(Meter.limited(received, List.of(new Limit(1, KEPT)))), clock.instant())
            .isEmpty();
  }
}
