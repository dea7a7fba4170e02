/**
 * Events for another system, posted to its URL and signed as Standard Webhooks (version 1.0) says.
 * Nothing here knows where events wait.
 */
@NullMarked
package dev.gatehouse.adapter.webhook;

import org.jspecify.annotations.NullMarked;
