package dev.gatehouse.adapter.rest.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gatehouse.application.account.LinkResult;
import dev.gatehouse.application.account.LoginMethodEntry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

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

  /** The answer to a link: 201 for a new login method, 200 for one that was there. */
  static ResponseEntity<LoginMethodResponse> answer(LinkResult result) {
    HttpStatus status =
        switch (result) {
          case LinkResult.Added _ -> HttpStatus.CREATED;
          case LinkResult.Present _ -> HttpStatus.OK;
        };
    return ResponseEntity.status(status)
        .cacheControl(CacheControl.noStore())
        .body(of(result.entry()));
  }

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
