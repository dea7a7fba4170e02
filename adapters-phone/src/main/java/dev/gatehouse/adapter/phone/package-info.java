/**
 * Login method {@code P}: a phone number, proven by a code that was just sent to it. The only place
 * that knows the words of SMS vendors.
 *
 * <p>Each package uses only the packages before it: {@code number} reads numbers, {@code gateway}
 * hands messages to a vendor, {@code limit} counts, {@code challenge} keeps codes, {@code human}
 * checks for programs, {@code page} describes the form, {@code receipt} takes reports of delivery,
 * {@code provider} is the login method. This package puts them together; nothing is installed until
 * {@code gatehouse.phone.gateway} is set.
 */
@NullMarked
package dev.gatehouse.adapter.phone;

import org.jspecify.annotations.NullMarked;
