package dev.gatehouse.adapter.wechat;

import java.time.Duration;
import java.util.Map;

/** Settings of which a test of the calls to WeChat's server cares for some only. */
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
