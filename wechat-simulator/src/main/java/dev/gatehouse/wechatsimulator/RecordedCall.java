package dev.gatehouse.wechatsimulator;

import java.time.Instant;

/**
 * A call that a client made to WeChat: what was asked and how it ended. Recorded when it arrives,
 * so also when its answer is late, broken or never sent. Holds no code, token or secret.
 *
 * @param errcode WeChat's error code, 0 for success; 0 as well when a fault kept WeChat from acting
 *     and put something else than an error code in the place of its answer
 * @param time by the simulator's clock
 * @param fault the name of the fault that the call met, such as {@code hang}; empty for none
 * @param connection the number of the connection it came over, from 1: calls with one number shared
 *     a kept-alive connection
 */
public record RecordedCall(
    WeChatEndpoint endpoint, long errcode, Instant time, String fault, long connection) {}
