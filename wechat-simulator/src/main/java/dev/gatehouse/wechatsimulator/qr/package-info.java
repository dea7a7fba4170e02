/** The pages on which a person approves or declines a login. */
@NullMarked
package dev.gatehouse.wechatsimulator.qr;

import org.jspecify.annotations.NullMarked;
