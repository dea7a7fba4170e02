/** Sessions over HTTP: access, refresh, end, cookies, and services that verify our tokens. */
@NullMarked
package dev.gatehouse.integration.session;

import org.jspecify.annotations.NullMarked;
