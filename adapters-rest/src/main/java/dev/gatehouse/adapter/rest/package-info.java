/**
 * The HTTP API for clients: requests into use cases, results and failures into answers. The one
 * place that knows HTTP status codes and the words of problems.
 *
 * <p>Here the parts are put together; each lies in a package of its own, and in none of them is
 * anything public that another part does not need. Bootstrap finds the whole as an
 * auto-configuration.
 */
@NullMarked
package dev.gatehouse.adapter.rest;

import org.jspecify.annotations.NullMarked;
