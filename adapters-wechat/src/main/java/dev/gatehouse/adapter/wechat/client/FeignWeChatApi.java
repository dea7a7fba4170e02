package dev.gatehouse.adapter.wechat.client;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.adapter.wechat.transport.Query;
import feign.Headers;
import feign.RequestLine;
import feign.Response;

/**
 * WeChat's HTTP API. Each method sends one request, once, and returns the response, whatever its
 * status. Secrets travel in the query, because WeChat accepts them nowhere else. The transport
 * sends the length of a body: WeChat refuses chunks.
 */
interface FeignWeChatApi {

  @RequestLine("GET /sns/oauth2/access_token")
  Response exchange(Query query) throws CallFailure;

  @RequestLine("GET /sns/jscode2session")
  Response session(Query query) throws CallFailure;

  @RequestLine("GET /sns/userinfo")
  Response userInfo(Query query) throws CallFailure;

  @RequestLine("POST /cgi-bin/stable_token")
  @Headers("Content-Type: application/json")
  Response serverToken(String json, Query query) throws CallFailure;

  @RequestLine("POST /wxa/business/getuserphonenumber")
  @Headers("Content-Type: application/json")
  Response phoneNumber(String json, Query query) throws CallFailure;
}
