/**
 * Phone numbers: how a text becomes the one form in which a number is stored, counted and sent to.
 */
@NullMarked
package dev.gatehouse.adapter.phone.number;

import org.jspecify.annotations.NullMarked;
