package dev.gatehouse.adapter.wechat;

import feign.Request;
import feign.RequestLine;
import feign.Response;
import java.net.URI;

/**
 * WeChat's HTTP API. Secrets travel in the query string, because WeChat takes them nowhere else:
 * nothing that quotes a URL may leave this package (SEC-21).
 */
interface FeignWeChatApi {

  /**
   * Sends one request, once.
   *
   * @param url the whole URL, encoded
   * @return the response, whatever its status
   */
  @RequestLine("GET")
  Response get(URI url, Request.Options timeLeft) throws CallFailure;
}
