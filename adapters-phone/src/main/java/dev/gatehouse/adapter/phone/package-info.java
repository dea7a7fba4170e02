/**
 * Login method {@code P}: a phone number, proven by a code that was just sent to it. The only place
 * that knows the words of SMS vendors.
 *
 * <p>{@code number} reads numbers, {@code gateway} hands messages to a vendor, {@code limit}
 * counts, {@code challenge} keeps codes, {@code provider} is the login method. This package puts
 * them together; nothing is installed until {@code gatehouse.phone.gateway} is set.
 */
@NullMarked
package dev.gatehouse.adapter.phone;

import org.jspecify.annotations.NullMarked;
