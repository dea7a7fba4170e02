package dev.gatehouse.application.audit;

import dev.gatehouse.domain.user.UserId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the audit log. Implementations are thread-safe. */
@FunctionalInterface
public interface AuditTrail {

  /**
   * A record as it is kept.
   *
   * @param id grows with time; for {@code before}
   */
  record Entry(String id, AuditRecord record) {

    public Entry {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(record, "record");
    }
  }

  /**
   * The records about a user, the newest first.
   *
   * @param before only records older than the one of this id; null for the newest
   * @throws IllegalArgumentException if {@code before} is no id
   * @throws dev.gatehouse.domain.user.StorageUnavailableException if the store could not look
   */
  List<Entry> of(UserId user, int atMost, @Nullable String before);
}
