package dev.gatehouse.application.browser;

import dev.gatehouse.domain.login.AuthorizationRequest;
import java.net.URI;

/**
 * An attempt that has just begun.
 *
 * @param request what the provider is told about it
 * @param authorizationPage where the browser has to go now
 */
public record StartedLogin(
    LoginAttempt attempt, AuthorizationRequest request, URI authorizationPage) {}
