package dev.gatehouse.wechatsimulator;

import java.time.Instant;

/**
 * A call that a client made to WeChat: what was asked and how it ended. Holds no code, token or
 * secret.
 *
 * @param errcode WeChat's error code, 0 for success
 */
public record RecordedCall(WeChatEndpoint endpoint, int errcode, Instant time) {}
