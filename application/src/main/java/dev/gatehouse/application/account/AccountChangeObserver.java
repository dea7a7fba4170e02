package dev.gatehouse.application.account;

import dev.gatehouse.domain.user.RecordedIn;
import java.util.Set;

/**
 * Is told of each change of an account, by the {@link AccountStore} that made it. A change whose
 * commit was not answered may remain untold.
 *
 * <p>Implementations are thread-safe. They never wait and never throw.
 */
@FunctionalInterface
public interface AccountChangeObserver {

  /**
   * A change was committed. Called on the thread that made the change.
   *
   * @param recordedIn where the store has recorded it already, in the transaction of the change
   */
  void changed(AccountChange change, Set<RecordedIn> recordedIn);
}
