/**
 * Tomcat, as the API needs it: bounded connections, problems in place of its error pages, a delayed
 * shutdown. Builds on every other package and is used by none.
 */
@NullMarked
package dev.gatehouse.adapter.rest.container;

import org.jspecify.annotations.NullMarked;
