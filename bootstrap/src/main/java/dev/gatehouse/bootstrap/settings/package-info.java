/** Checks the settings: all problems at once, each with the way out. */
@NullMarked
package dev.gatehouse.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
