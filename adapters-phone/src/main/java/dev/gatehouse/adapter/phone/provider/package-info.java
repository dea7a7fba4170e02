/**
 * The login method {@code P}: the endpoint that sends a code and the provider that takes it back.
 */
@NullMarked
package dev.gatehouse.adapter.phone.provider;

import org.jspecify.annotations.NullMarked;
