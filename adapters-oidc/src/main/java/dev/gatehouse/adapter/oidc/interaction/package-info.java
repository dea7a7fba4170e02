/**
 * What a person has to do in the browser before a client gets a code: sign in, confirm or consent.
 */
@NullMarked
package dev.gatehouse.adapter.oidc.interaction;

import org.jspecify.annotations.NullMarked;
