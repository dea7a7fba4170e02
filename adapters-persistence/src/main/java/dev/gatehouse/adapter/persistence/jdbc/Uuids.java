package dev.gatehouse.adapter.persistence.jdbc;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** UUIDs, and how the columns hold them: as 16 bytes. */
public final class Uuids {

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private Uuids() {}

  /** A new UUID of version 7, which sorts by time (RFC 9562, 5.7). */
  public static UUID version7(Instant moment, RandomGenerator random) {
    return new UUID(
        (moment.toEpochMilli() << 16) | VERSION_7 | (random.nextLong() & 0xFFFL),
        VARIANT | (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL));
  }

  /** The value to write into a column. */
  public static byte[] stored(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  public static UUID read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
