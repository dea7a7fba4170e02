/**
 * The rules of the house's architecture, held against its class files. Each rule has a house under
 * {@code fixture} that breaks it, so that a rule that no longer catches anything is caught.
 *
 * <p>Tests of what the service does belong one package up.
 */
@NullMarked
package dev.gatehouse.bootstrap.architecture;

import org.jspecify.annotations.NullMarked;
