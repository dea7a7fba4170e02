/**
 * Users, sessions, used states, the audit log and the outbox in MySQL (H2 in MySQL mode for
 * trials). The one adapter that knows SQL and transactions.
 *
 * <p>The packages build on each other in this order: {@code connection}, {@code jdbc}, then one for
 * each kind of rows. The auto-configuration here puts them together, and bootstrap finds it. What
 * one package uses of another is public; everything else is package-private.
 */
@NullMarked
package dev.gatehouse.adapter.persistence;

import org.jspecify.annotations.NullMarked;
