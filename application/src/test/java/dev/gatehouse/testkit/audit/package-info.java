/** For tests of what writes audit records: an {@link InMemoryAuditLog} and its contract. */
@NullMarked
package dev.gatehouse.testkit.audit;

import org.jspecify.annotations.NullMarked;
