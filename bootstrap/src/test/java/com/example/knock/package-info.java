/** What a team adds in a package of its own, outside of {@code dev.gatehouse}. */
@NullMarked
package com.example.knock;

import org.jspecify.annotations.NullMarked;
