/**
 * Sessions: what a login leaves behind so that the person need not log in again, and how it ends.
 * The rules of a session, its use cases, and the port to the place where sessions are kept.
 *
 * <p>What a token looks like inside an answer (a JWT, a cookie) belongs in an adapter; here a
 * session is told by its refresh token alone.
 */
@NullMarked
package dev.gatehouse.application.session;

import org.jspecify.annotations.NullMarked;
