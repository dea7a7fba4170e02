/**
 * Login method {@code CORP}: a corporate account and its password, proven by an LDAP bind. An
 * example of a login method.
 *
 * <p>Everything here is package-private; bootstrap finds it as an auto-configuration.
 */
@NullMarked
package dev.gatehouse.adapter.corporate;

import org.jspecify.annotations.NullMarked;
