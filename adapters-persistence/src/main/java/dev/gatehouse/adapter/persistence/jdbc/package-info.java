/**
 * What every store needs to work with the database: another attempt after a lost connection,
 * transactions, expired rows, types of columns. Builds on the connections only.
 */
@NullMarked
package dev.gatehouse.adapter.persistence.jdbc;

import org.jspecify.annotations.NullMarked;
