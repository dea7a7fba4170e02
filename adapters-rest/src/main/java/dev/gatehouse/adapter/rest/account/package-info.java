/** What signed-in users change about their own accounts: login methods and the proof for that. */
@NullMarked
package dev.gatehouse.adapter.rest.account;

import org.jspecify.annotations.NullMarked;
