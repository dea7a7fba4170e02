package dev.gatehouse.adapter.wechat.provider;

import java.time.Duration;
import java.util.Map;

/** Settings for tests, with defaults for those that concern browsers only. */
final class TestSettings {

  private TestSettings() {}

  static WeChatProperties.AppSettings app(String id, String secret) {
    return new WeChatProperties.AppSettings(id, secret, null, "snsapi_userinfo", false);
  }

  static WeChatProperties of(
      String baseUrl,
      Map<String, WeChatProperties.AppSettings> apps,
      Duration perCall,
      Duration deadline,
      int maxConcurrent) {
    return of(baseUrl, false, apps, perCall, deadline, maxConcurrent);
  }

  static WeChatProperties of(
      String baseUrl,
      boolean embedded,
      Map<String, WeChatProperties.AppSettings> apps,
      Duration perCall,
      Duration deadline,
      int maxConcurrent) {
    return new WeChatProperties(
        baseUrl,
        "https://open.weixin.qq.com/connect/qrconnect",
        "https://open.weixin.qq.com/connect/oauth2/authorize",
        embedded,
        "https://res.wx.qq.com/connect/zh_CN/htmledition/js/wxLogin.js",
        apps,
        Map.of(),
        perCall,
        perCall,
        deadline,
        maxConcurrent);
  }
}
