package dev.gatehouse.adapter.rest.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.application.account.LoginMethodEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A login method as its user sees it. Never holds the identification.
 *
 * @param id opaque
 * @param label absent if the method has no text by which users recognize their identities
 * @param lastUsedAt to the hour; null if it is not known
 * @param current whether it opened the session that asks
 */
record LoginMethodResponse(
    String id,
    String method,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String label,
    Instant linkedAt,
    @Nullable Instant lastUsedAt,
    boolean current) {

  static LoginMethodResponse of(LoginMethodEntry entry) {
    return new LoginMethodResponse(
        entry.identity().id().text(),
        entry.identity().identity().method().code(),
        entry.label(),
        entry.identity().since(),
        entry.identity().lastUsed(),
        entry.current());
  }
}
