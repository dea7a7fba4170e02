/** Logins over HTTP: the call itself, the older call, and replaced or additional adapters. */
@NullMarked
package dev.gatehouse.integration.login;

import org.jspecify.annotations.NullMarked;
