package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The commits of one registration whose outcome is unknown. The row that the identity refers to in
 * the end shows whether one of them succeeded. Not thread-safe.
 */
final class CommitOutcomes {

  private final List<JdbcUserRepository.Row> begun = new ArrayList<>();
  private final Set<RecordedIn> recordedIn;

  /**
   * @param recordedIn where each commit records the registration
   */
  CommitOutcomes(Set<RecordedIn> recordedIn) {
    this.recordedIn = recordedIn;
  }

  /** Records that all rows are written and the commit comes next. */
  void begin(JdbcUserRepository.Row row) {
    begun.add(row);
  }

  /** The outcome of the registration, given the row that the identity refers to. */
  Registration judge(JdbcUserRepository.Row row) {
    return begun.stream().anyMatch(row::isOf)
        ? new Registration.Registered(row.user(), recordedIn)
        : new Registration.Returned(row.user());
  }
}
