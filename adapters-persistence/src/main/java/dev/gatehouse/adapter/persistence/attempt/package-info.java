/** One-time values of login attempts that were used. */
@NullMarked
package dev.gatehouse.adapter.persistence.attempt;

import org.jspecify.annotations.NullMarked;
