/** HTTP to WeChat: connections, TLS, and the time-outs of a request. */
@NullMarked
package dev.gatehouse.adapter.wechat.transport;

import org.jspecify.annotations.NullMarked;
