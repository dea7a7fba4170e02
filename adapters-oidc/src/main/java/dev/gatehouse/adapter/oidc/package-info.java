/**
 * OpenID Connect for client programs: websites, apps, tools. Spring Security's Authorization Server
 * speaks the protocol; here its parts are put together, and joined to the sessions of this service.
 * Off until a client is configured.
 */
@NullMarked
package dev.gatehouse.adapter.oidc;

import org.jspecify.annotations.NullMarked;
