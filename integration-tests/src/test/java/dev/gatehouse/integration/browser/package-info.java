/** Logins that begin in a browser: over HTTP, and with the sign-in page in a real browser. */
package dev.gatehouse.integration.browser;
