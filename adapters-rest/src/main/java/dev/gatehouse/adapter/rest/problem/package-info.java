/**
 * What a client is told of a request that failed: every way to fail with its code, status and
 * words, whether a controller failed, a filter or the container.
 */
@NullMarked
package dev.gatehouse.adapter.rest.problem;

import org.jspecify.annotations.NullMarked;
