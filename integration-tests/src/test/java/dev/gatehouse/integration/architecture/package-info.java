/**
 * The rules of the architecture, checked against the class files. Each rule has a fixture under
 * {@code fixture} that breaks it, which shows that the rule still finds its violation.
 */
@NullMarked
package dev.gatehouse.integration.architecture;

import org.jspecify.annotations.NullMarked;
