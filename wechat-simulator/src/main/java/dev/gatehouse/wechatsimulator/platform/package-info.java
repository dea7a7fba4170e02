/**
 * WeChat itself: people, apps, codes, tokens, and the server endpoints that issue them.
 *
 * <p>Rules quoted as "WeChat" come from its official pages or, where those are silent, from reports
 * of its users.
 */
@NullMarked
package dev.gatehouse.wechatsimulator.platform;

import org.jspecify.annotations.NullMarked;
