/**
 * Who sends a request and how they reach us: the address of the client behind its proxies, the URL
 * that browsers use, the id under which the log knows the request.
 */
@NullMarked
package dev.gatehouse.adapter.rest.client;

import org.jspecify.annotations.NullMarked;
