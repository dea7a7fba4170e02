/** Where a service spends CPU time, as async-profiler sees it. */
@NullMarked
package dev.gatehouse.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
