/** Sessions, and the rows that the end of a session writes. */
@NullMarked
package dev.gatehouse.adapter.persistence.session;

import org.jspecify.annotations.NullMarked;
