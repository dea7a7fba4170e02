/**
 * The answer to a login, and what can be done with the session afterwards. The session travels as
 * an access and a refresh token or in a cookie; it may also be switched off.
 */
@NullMarked
package dev.gatehouse.adapter.rest.session;

import org.jspecify.annotations.NullMarked;
