package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.domain.user.Registration;
import java.util.ArrayList;
import java.util.List;

/**
 * The commits of one registration whose outcome is unknown. The row that the identity refers to in
 * the end shows whether one of them succeeded. Not thread-safe.
 */
final class CommitOutcomes {

  private final List<JdbcUserRepository.Row> begun = new ArrayList<>();

  /** Records that all rows are written and the commit comes next. */
  void begin(JdbcUserRepository.Row row) {
    begun.add(row);
  }

  /** The outcome of the registration, given the row that the identity refers to. */
  Registration judge(JdbcUserRepository.Row row) {
    return begun.stream().anyMatch(row::isOf)
        ? new Registration.Registered(row.user())
        : new Registration.Returned(row.user());
  }
}
