/**
 * Tickets: an identity that was proven, which a client holds until the person has decided what to
 * do with it. Each works once. The adapter that hands a ticket out seals it.
 */
@NullMarked
package dev.gatehouse.application.ticket;

import org.jspecify.annotations.NullMarked;
