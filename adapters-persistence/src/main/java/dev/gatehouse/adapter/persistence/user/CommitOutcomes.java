package dev.gatehouse.adapter.persistence.user;

import dev.gatehouse.domain.user.Registration;
import java.util.ArrayList;
import java.util.List;

/**
 * The commits that one registration asked for without learning how they ended. Whether one of them
 * went through is never guessed: the row that is there in the end tells whose it is. Not
 * thread-safe.
 */
final class CommitOutcomes {

  private final List<JdbcUserRepository.Row> begun = new ArrayList<>();

  /** Both rows are written and the commit comes next. */
  void begin(JdbcUserRepository.Row row) {
    begun.add(row);
  }

  /** How the registration ended, seen from the row that the identity leads to. */
  Registration judge(JdbcUserRepository.Row row) {
    return begun.stream().anyMatch(row::isOf)
        ? new Registration.Created(row.user())
        : new Registration.AlreadyThere(row.user());
  }
}
