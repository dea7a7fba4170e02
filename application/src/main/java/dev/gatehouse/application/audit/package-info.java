/**
 * The audit log: who came in, who was refused, whose session ended, when, from where (SEC-31). The
 * port to the log, the records, and what writes them around the use cases.
 */
@NullMarked
package dev.gatehouse.application.audit;

import org.jspecify.annotations.NullMarked;
