/**
 * The HTTP API for clients: requests into use cases, results and failures into answers. The one
 * place that knows HTTP status codes and the words of problems.
 *
 * <p>Everything here is package-private; bootstrap finds it as an auto-configuration.
 */
@NullMarked
package dev.gatehouse.adapter.rest;

import org.jspecify.annotations.NullMarked;
