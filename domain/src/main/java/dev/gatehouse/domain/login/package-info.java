/**
 * The port of a login method, with everything its author needs: what a client hands in ({@link
 * dev.gatehouse.domain.login.Credential}), what a provider proves ({@link
 * dev.gatehouse.domain.login.Authentication}), and how a login can end ({@link
 * dev.gatehouse.domain.login.LoginException}). A method whose logins begin in a browser implements
 * {@link dev.gatehouse.domain.login.RedirectIdentityProvider}.
 *
 * <p>Ways to log in are an open set: a new one is a new {@link
 * dev.gatehouse.domain.login.IdentityProvider} and nothing else. Ways a login can end are a closed
 * set. Words of one provider (its field names, its error numbers) do not belong here.
 */
@NullMarked
package dev.gatehouse.domain.login;

import org.jspecify.annotations.NullMarked;
