/** The contract of the account store as tests, and an account store in memory. */
@NullMarked
package dev.gatehouse.testkit.account;

import org.jspecify.annotations.NullMarked;
