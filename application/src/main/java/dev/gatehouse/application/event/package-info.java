/**
 * What other systems are told of logins and accounts: the events, and the ports that take, keep and
 * deliver them.
 */
@NullMarked
package dev.gatehouse.application.event;

import org.jspecify.annotations.NullMarked;
