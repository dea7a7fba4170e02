package dev.gatehouse.adapter.wechat;

import feign.Param;
import feign.Request;
import feign.RequestLine;

/**
 * WeChat's two calls (reference, sections 3.1 and 3.4). Secrets travel in the query string, because
 * WeChat takes them nowhere else: nothing that quotes a URL may leave this package.
 */
interface FeignWeChatApi {

  /** Turns a code into a token; WeChat accepts a code once, so this is never sent again. */
  @RequestLine(
      "GET /sns/oauth2/access_token?appid={appid}&secret={secret}&code={code}&grant_type=authorization_code")
  TokenAnswer exchange(
      @Param("appid") String appId,
      @Param("secret") String secret,
      @Param("code") String code,
      Request.Options timeLeft)
      throws CallFailure;

  /** The profile of the person who gave the token. */
  @RequestLine("GET /sns/userinfo?access_token={token}&openid={openid}&lang=zh_CN")
  UserInfoAnswer userInfo(
      @Param("token") String accessToken, @Param("openid") String openId, Request.Options timeLeft)
      throws CallFailure;
}
