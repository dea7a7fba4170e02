/** The sign-in page and what follows it, as people meet them: in a real browser. */
package dev.gatehouse.bootstrap.browser;
