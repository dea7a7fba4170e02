/** Builds the core from the installed adapters. */
@NullMarked
package dev.gatehouse.bootstrap.wiring;

import org.jspecify.annotations.NullMarked;
