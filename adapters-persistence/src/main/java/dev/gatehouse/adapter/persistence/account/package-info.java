/** The changes that users make to their accounts, and the rows that are written with them. */
@NullMarked
package dev.gatehouse.adapter.persistence.account;

import org.jspecify.annotations.NullMarked;
