/**
 * What there is to read: the sign-in page, the page of errors, a problem as a page, the files and
 * words that they are made of, and the description of the API.
 */
@NullMarked
package dev.gatehouse.adapter.rest.page;

import org.jspecify.annotations.NullMarked;
