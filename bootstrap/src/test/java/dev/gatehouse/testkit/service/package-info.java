/**
 * The whole service in a test, for login methods that are built elsewhere and for applications that
 * log their users in here. Published as the {@code test-jar} of this module.
 */
@NullMarked
package dev.gatehouse.testkit.service;

import org.jspecify.annotations.NullMarked;
