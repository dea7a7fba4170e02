/** Faults of WeChat's responses and the record of the calls. */
@NullMarked
package dev.gatehouse.wechatsimulator.fault;

import org.jspecify.annotations.NullMarked;
