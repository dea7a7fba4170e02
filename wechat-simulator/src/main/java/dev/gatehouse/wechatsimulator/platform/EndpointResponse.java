package dev.gatehouse.wechatsimulator.platform;

import dev.gatehouse.wechatsimulator.http.Response;

/**
 * A response of one of WeChat's endpoints.
 *
 * @param errcode WeChat's error code, 0 for success
 */
public record EndpointResponse(long errcode, Response response) {}
