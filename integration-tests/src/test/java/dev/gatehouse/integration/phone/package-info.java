/** The whole service with login by phone, against the SMS simulator. */
@NullMarked
package dev.gatehouse.integration.phone;

import org.jspecify.annotations.NullMarked;
