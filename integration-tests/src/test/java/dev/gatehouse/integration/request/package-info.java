/** Hostile, malformed and slow requests. */
@NullMarked
package dev.gatehouse.integration.request;

import org.jspecify.annotations.NullMarked;
