package dev.gatehouse.adapter.rest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of a login that succeeded.
 *
 * @param dormant absent unless the identity had not been used for long and the account has no
 *     other; the client then asks the person whether the account is theirs
 * @param session absent when sessions are off
 */
public record LoginResponse(
    UserResponse user,
    boolean registered,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean dormant,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SessionResponse session) {}
