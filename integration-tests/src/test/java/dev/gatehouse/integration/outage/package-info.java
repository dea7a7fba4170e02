/** Failures of WeChat, of the database and of replicas, and recovery from them. */
@NullMarked
package dev.gatehouse.integration.outage;

import org.jspecify.annotations.NullMarked;
