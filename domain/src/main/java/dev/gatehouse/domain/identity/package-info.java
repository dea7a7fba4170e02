/**
 * The identity of a person at a provider: the login method and the identification there. Both are
 * values; neither knows anything of users or of logins.
 */
@NullMarked
package dev.gatehouse.domain.identity;

import org.jspecify.annotations.NullMarked;
