/**
 * The port through which adapters offer commands to those who run the service.
 *
 * <p>Only the port belongs here. What a command does belongs to the adapter that brings it.
 */
@NullMarked
package dev.gatehouse.application.operation;

import org.jspecify.annotations.NullMarked;
