/**
 * The composition root: builds the core, and starts whatever adapters are on the class path.
 *
 * <p>No adapter is named here, and nothing here decides about a login.
 */
@NullMarked
package dev.gatehouse.bootstrap;

import org.jspecify.annotations.NullMarked;
