/** Events that wait to be delivered. */
@NullMarked
package dev.gatehouse.adapter.persistence.outbox;

import org.jspecify.annotations.NullMarked;
