/** OpenID Connect as client programs and their users' browsers see it. */
@NullMarked
package dev.gatehouse.integration.oidc;

import org.jspecify.annotations.NullMarked;
