/** Users with several login methods: linked, confirmed and unlinked over HTTP. */
@NullMarked
package dev.gatehouse.integration.account;

import org.jspecify.annotations.NullMarked;
