/**
 * What a module besides its ports may bring or use: commands, checks of settings, rows that expire,
 * database work that is repeated after a failure, and the count of lost records.
 */
@NullMarked
package dev.gatehouse.application.operation;

import org.jspecify.annotations.NullMarked;
