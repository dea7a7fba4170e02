/**
 * Access tokens and the keys that sign them, of which the public halves are published. Signing and
 * checking a token takes no store.
 */
@NullMarked
package dev.gatehouse.adapter.rest.token;

import org.jspecify.annotations.NullMarked;
