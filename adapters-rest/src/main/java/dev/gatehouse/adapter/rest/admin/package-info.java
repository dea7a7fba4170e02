/**
 * The admin API: what back-offices do with users. It has a port and tokens of its own and is off
 * unless a port is set.
 */
@NullMarked
package dev.gatehouse.adapter.rest.admin;

import org.jspecify.annotations.NullMarked;
