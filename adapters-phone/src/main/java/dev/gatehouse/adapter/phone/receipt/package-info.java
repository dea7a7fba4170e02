/** What vendors report about messages that they took. Receipts feed metrics and change no login. */
@NullMarked
package dev.gatehouse.adapter.phone.receipt;

import org.jspecify.annotations.NullMarked;
