/**
 * Logging in through a provider's own page: where a browser sets out, what it keeps meanwhile in
 * sealed cookies, and where it comes back to.
 */
@NullMarked
package dev.gatehouse.adapter.rest.browser;

import org.jspecify.annotations.NullMarked;
