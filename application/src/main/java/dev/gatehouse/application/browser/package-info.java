/**
 * Logging in from a browser that is sent to a provider and comes back: what an attempt fixes when
 * it begins, who may finish it, and where the browser may be sent afterwards.
 *
 * <p>How an attempt is kept in the browser in between belongs in an adapter.
 */
@NullMarked
package dev.gatehouse.application.browser;

import org.jspecify.annotations.NullMarked;
