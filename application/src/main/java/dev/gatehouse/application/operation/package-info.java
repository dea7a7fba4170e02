/**
 * What adapters have for those who run the service: commands, checks of settings, and the count of
 * what was lost.
 *
 * <p>What a command does, or what can be lost, belongs to the adapter that brings it.
 */
@NullMarked
package dev.gatehouse.application.operation;

import org.jspecify.annotations.NullMarked;
