package dev.gatehouse.adapter.wechat.client;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import feign.Headers;
import feign.Request;
import feign.RequestLine;
import feign.Response;
import java.net.URI;

/**
 * WeChat's HTTP API. Secrets travel in the query string, because WeChat accepts them nowhere else.
 * No text that quotes a URL may leave this adapter (SEC-21).
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

  /**
   * Sends one request with a body, once. The transport sends its length: WeChat refuses chunks.
   *
   * @param url the whole URL, encoded
   * @return the response, whatever its status
   */
  @RequestLine("POST")
  @Headers("Content-Type: application/json")
  Response post(URI url, String json, Request.Options timeLeft) throws CallFailure;
}
