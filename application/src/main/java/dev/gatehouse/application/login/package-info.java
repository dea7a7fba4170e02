/**
 * The use case of logging in or registering, and the registry of the installed ways to do it.
 *
 * <p>What happens in which order belongs here; how a provider, a store or a client is talked to
 * belongs in an adapter.
 */
@NullMarked
package dev.gatehouse.application.login;

import org.jspecify.annotations.NullMarked;
