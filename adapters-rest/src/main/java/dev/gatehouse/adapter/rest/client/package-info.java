/**
 * The client of a request and its way to the service: the address of the client behind its proxies,
 * the URL that browsers use, the id under which the log knows the request.
 */
@NullMarked
package dev.gatehouse.adapter.rest.client;

import org.jspecify.annotations.NullMarked;
