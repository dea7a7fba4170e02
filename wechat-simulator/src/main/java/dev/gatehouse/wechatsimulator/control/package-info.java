/** The simulator's own pages and endpoints, which WeChat does not have. */
@NullMarked
package dev.gatehouse.wechatsimulator.control;

import org.jspecify.annotations.NullMarked;
