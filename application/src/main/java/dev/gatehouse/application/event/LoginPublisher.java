package dev.gatehouse.application.event;

import static java.util.Objects.requireNonNull;

import dev.gatehouse.application.account.AccountChange;
import dev.gatehouse.application.account.AccountChangeObserver;
import dev.gatehouse.application.login.LoginListener;
import dev.gatehouse.application.login.LoginOutcome;
import dev.gatehouse.domain.user.RecordedIn;
import java.util.Set;

/**
 * Publishes logins that succeed and changes of accounts, unless the store has recorded the event.
 */
public final class LoginPublisher implements LoginListener, AccountChangeObserver {

  private final LoginEvents events;

  public LoginPublisher(LoginEvents events) {
    this.events = events;
  }

  @Override
  public void ended(LoginOutcome outcome) {
    if (outcome.recordedIn().contains(RecordedIn.EVENTS)) {
      return;
    }
    switch (outcome.ending()) {
      case LoginOutcome.REGISTERED -> publish(LoginEvent.Type.REGISTERED, outcome);
      case LoginOutcome.RETURNED, LoginOutcome.RETURNED_DORMANT ->
          publish(LoginEvent.Type.RETURNED, outcome);
      default -> {}
    }
  }

  @Override
  public void changed(AccountChange change, Set<RecordedIn> recordedIn) {
    if (!recordedIn.contains(RecordedIn.EVENTS)) {
      events.publish(LoginEvent.of(change));
    }
  }

  private void publish(LoginEvent.Type type, LoginOutcome outcome) {
    events.publish(
        new LoginEvent(
            type,
            outcome.at(),
            requireNonNull(outcome.user()),
            requireNonNull(outcome.method()),
            outcome.channel()));
  }
}
