/**
 * Another way in over HTTP, in the place of adapters-rest: its own protocol, its own table of
 * answers. An example; it serves one call.
 */
@NullMarked
package dev.gatehouse.adapter.front;

import org.jspecify.annotations.NullMarked;
