/**
 * What holds for every request, whatever it asks for: limits in number, size and time, the headers
 * of its answer, and how its query and its body are read or refused.
 */
@NullMarked
package dev.gatehouse.adapter.rest.request;

import org.jspecify.annotations.NullMarked;
