/** What operators and back-offices do with users, whatever way they ask for it. */
@NullMarked
package dev.gatehouse.application.admin;

import org.jspecify.annotations.NullMarked;
