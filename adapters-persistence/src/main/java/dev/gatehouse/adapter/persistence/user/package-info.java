/** Users and their login methods, and the rows that a registration writes with them. */
@NullMarked
package dev.gatehouse.adapter.persistence.user;

import org.jspecify.annotations.NullMarked;
