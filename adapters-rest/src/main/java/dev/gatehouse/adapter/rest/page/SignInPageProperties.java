package dev.gatehouse.adapter.rest.page;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The sample page at {@code /}.
 *
 * @param enabled whether there is a sign-in page at {@code /}; a team with a page of its own
 *     switches it off
 */
@ConfigurationProperties("gatehouse.sign-in-page")
record SignInPageProperties(@DefaultValue("true") boolean enabled) {}
