/** What operators use: health, metrics, logs, traces, audit, webhooks, commands and the image. */
@NullMarked
package dev.gatehouse.integration.operations;

import org.jspecify.annotations.NullMarked;
