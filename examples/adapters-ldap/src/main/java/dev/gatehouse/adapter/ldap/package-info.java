/**
 * Users in an LDAP directory. An example of a store that knows neither SQL nor transactions.
 *
 * <p>Everything here is package-private; bootstrap finds it as an auto-configuration.
 */
@NullMarked
package dev.gatehouse.adapter.ldap;

import org.jspecify.annotations.NullMarked;
