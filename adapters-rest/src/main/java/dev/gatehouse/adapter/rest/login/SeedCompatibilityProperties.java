package dev.gatehouse.adapter.rest.login;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The call of the older service.
 *
 * @param enabled whether there is {@code GET /testWXLoginOrRegister}; it takes a code from a URL
 *     and has no protection against login CSRF
 */
@ConfigurationProperties("gatehouse.seed-compatibility")
record SeedCompatibilityProperties(@DefaultValue("false") boolean enabled) {}
