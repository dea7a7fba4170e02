/**
 * The audit log: logins, refusals and ends of sessions with user, time and client (SEC-31). The
 * port to the log, the records, and their writers around the use cases.
 */
@NullMarked
package dev.gatehouse.application.audit;

import org.jspecify.annotations.NullMarked;
