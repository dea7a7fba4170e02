package dev.gatehouse.adapter.wechat.provider;

import java.time.Duration;
import java.util.Map;

/** Settings for tests, with defaults for those that concern browsers only. */
final class TestSettings {

  private TestSettings() {}

  static WeChatProperties of(
      String baseUrl,
      Map<String, WeChatProperties.AppSettings> apps,
      Duration perCall,
      Duration deadline,
      int maxConcurrent) {
    return new WeChatProperties(
        baseUrl,
        "https://open.weixin.qq.com/connect/qrconnect",
        false,
        "https://res.wx.qq.com/connect/zh_CN/htmledition/js/wxLogin.js",
        apps,
        perCall,
        perCall,
        deadline,
        maxConcurrent);
  }
}
