/**
 * A service of another team, which knows of Gatehouse only what docs/verify-a-session.md says. Away
 * from the packages that the product's own scan sees.
 */
@NullMarked
package dev.gatehouse.elsewhere;

import org.jspecify.annotations.NullMarked;
