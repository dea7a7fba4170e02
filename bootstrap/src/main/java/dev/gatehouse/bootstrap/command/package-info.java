/** Runs a command of an operator in place of the service. */
@NullMarked
package dev.gatehouse.bootstrap.command;

import org.jspecify.annotations.NullMarked;
