package dev.gatehouse.adapter.rest.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The body of a login that succeeded.
 *
 * @param session absent when sessions are off
 */
public record LoginResponse(
    UserResponse user,
    boolean registered,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SessionResponse session) {}
