package dev.gatehouse.application.attempt;

import java.net.URI;

/**
 * An attempt that has just begun.
 *
 * @param authorizationPage where the browser has to go now
 */
public record BegunAttempt(LoginAttempt attempt, URI authorizationPage) {}
