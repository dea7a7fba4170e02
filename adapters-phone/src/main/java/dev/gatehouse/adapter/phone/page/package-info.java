/** What the pages show of login by telephone. */
@NullMarked
package dev.gatehouse.adapter.phone.page;

import org.jspecify.annotations.NullMarked;
