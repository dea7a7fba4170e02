/**
 * Login method {@code P}: a telephone number and the code that was just sent to it. An example of a
 * login method that keeps rows, answers at an address and calls a service of its own.
 *
 * <p>Everything here is package-private; bootstrap finds it as an auto-configuration.
 */
@NullMarked
package dev.gatehouse.adapter.phone;

import org.jspecify.annotations.NullMarked;
