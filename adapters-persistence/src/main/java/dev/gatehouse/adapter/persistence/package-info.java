/**
 * Users, sessions, spent states, the audit log and the outbox in MySQL (H2 in MySQL mode for
 * trials): the stores, the connection pool, the migrations and the operator's commands. The one
 * place that knows SQL.
 *
 * <p>Everything here is package-private; bootstrap finds it as an auto-configuration.
 */
@NullMarked
package dev.gatehouse.adapter.persistence;

import org.jspecify.annotations.NullMarked;
