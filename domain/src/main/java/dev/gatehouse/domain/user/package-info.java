/**
 * The user as this service knows one, and the port to the place where users are kept.
 *
 * <p>How a user is stored belongs in an adapter; the identities of a person elsewhere belong in
 * {@link dev.gatehouse.domain.login}.
 */
@NullMarked
package dev.gatehouse.domain.user;

import org.jspecify.annotations.NullMarked;
