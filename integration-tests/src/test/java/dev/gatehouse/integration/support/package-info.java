/** What the tests of several packages use: clients, replicas, fakes and test settings. */
@NullMarked
package dev.gatehouse.integration.support;

import org.jspecify.annotations.NullMarked;
