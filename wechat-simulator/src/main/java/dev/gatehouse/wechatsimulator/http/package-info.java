/**
 * The HTTP server: connections, requests, responses and their delivery. Knows nothing of WeChat.
 */
@NullMarked
package dev.gatehouse.wechatsimulator.http;

import org.jspecify.annotations.NullMarked;
