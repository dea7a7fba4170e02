package dev.gatehouse.wechatsimulator.fault;

import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.time.Instant;

/**
 * A call that a client made to WeChat. Recorded on arrival, so also when its response is late,
 * broken or never sent. Holds no code, token or secret.
 *
 * @param errcode WeChat's error code, 0 for success; also 0 when a fault replaced the response
 * @param time by the simulator's clock
 * @param fault the name of the applied fault, such as {@code hang}; empty for none
 * @param connection the number of the connection, counted from 1; equal numbers mean a kept-alive
 *     connection
 */
public record RecordedCall(
    WeChatEndpoint endpoint, long errcode, Instant time, String fault, long connection) {}
