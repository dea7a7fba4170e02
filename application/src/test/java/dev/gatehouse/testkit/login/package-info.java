/** The login service for tests of providers, stores and fronts. */
@NullMarked
package dev.gatehouse.testkit.login;

import org.jspecify.annotations.NullMarked;
