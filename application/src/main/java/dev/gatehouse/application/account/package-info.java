/**
 * What a signed-in user can change about the own account: link and unlink login methods, confirm
 * the identity again, close the account. The port to the store and the use cases.
 */
@NullMarked
package dev.gatehouse.application.account;

import org.jspecify.annotations.NullMarked;
