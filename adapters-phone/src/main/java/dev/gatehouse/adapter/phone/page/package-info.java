/** What the pages show of login by phone. */
@NullMarked
package dev.gatehouse.adapter.phone.page;

import org.jspecify.annotations.NullMarked;
