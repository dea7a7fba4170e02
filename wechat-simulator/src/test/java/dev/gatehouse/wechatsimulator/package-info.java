/** How the simulator behaves, seen over real sockets where HTTP is the point. */
@NullMarked
package dev.gatehouse.wechatsimulator;

import org.jspecify.annotations.NullMarked;
