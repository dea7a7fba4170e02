/** The audit log. */
@NullMarked
package dev.gatehouse.adapter.persistence.audit;

import org.jspecify.annotations.NullMarked;
