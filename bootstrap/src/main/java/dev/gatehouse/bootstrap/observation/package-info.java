/** Shows operators what happens: log lines, metrics, traces. */
@NullMarked
package dev.gatehouse.bootstrap.observation;

import org.jspecify.annotations.NullMarked;
