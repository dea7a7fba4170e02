/**
 * Sockets to the database whose reads end in time without a timer for each. Apart from the rest
 * because the driver makes its socket factory by name, and so needs a public class.
 */
@NullMarked
package dev.gatehouse.adapter.persistence.socket;

import org.jspecify.annotations.NullMarked;
