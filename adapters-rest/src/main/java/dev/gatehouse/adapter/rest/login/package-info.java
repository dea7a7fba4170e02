/**
 * Logging in with a credential that the client has already, in the body of a request or, for old
 * clients, in a URL.
 */
@NullMarked
package dev.gatehouse.adapter.rest.login;

import org.jspecify.annotations.NullMarked;
