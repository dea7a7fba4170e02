/** The private MySQL, and databases with as many users and sessions as a scenario needs. */
@NullMarked
package dev.gatehouse.benchmarks.database;

import org.jspecify.annotations.NullMarked;
