package dev.gatehouse.application.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.application.login.ClientInfo;
import dev.gatehouse.application.login.LoginOutcome;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.RecordedIn;
import dev.gatehouse.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoginPublisherTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final LoginMethod METHOD = new LoginMethod("FAKE");
  private static final UserId USER = new UserId(42);

  private final List<LoginEvent> published = new ArrayList<>();
  private final LoginPublisher publisher = new LoginPublisher(published::add);

  @Test
  void a_return_and_a_registration_are_events() {
    publisher.ended(outcome("returned", Set.of()));
    publisher.ended(outcome("registered", Set.of(RecordedIn.AUDIT_LOG)));

    assertThat(published)
        .containsExactly(
            new LoginEvent(LoginEvent.Type.RETURNED, NOW, USER, METHOD, "app"),
            new LoginEvent(LoginEvent.Type.REGISTERED, NOW, USER, METHOD, "app"));
    assertThat(published)
        .extracting(event -> event.type().word())
        .containsExactly("user.logged_in", "user.registered");
  }

  @Test
  void what_the_store_has_recorded_is_not_published_again() {
    publisher.ended(outcome("registered", Set.of(RecordedIn.EVENTS)));

    assertThat(published).isEmpty();
  }

  @Test
  void a_refusal_is_no_event() {
    publisher.ended(outcome("account_disabled", Set.of()));

    assertThat(published).isEmpty();
  }

  private static LoginOutcome outcome(String ending, Set<RecordedIn> recordedIn) {
    return new LoginOutcome(
        NOW, Duration.ZERO, METHOD, "app", false, ending, "", USER, recordedIn, ClientInfo.UNKNOWN);
  }
}
