/**
 * The outcomes of calls, and what follows from them: limits, circuit breakers, metrics. Uses no
 * other package of this adapter.
 */
@NullMarked
package dev.gatehouse.adapter.wechat.resilience;

import org.jspecify.annotations.NullMarked;
