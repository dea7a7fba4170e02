/** Challenges: the codes that were sent, kept as keyed hashes until they are redeemed or expire. */
@NullMarked
package dev.gatehouse.adapter.phone.challenge;

import org.jspecify.annotations.NullMarked;
