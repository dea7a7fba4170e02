package dev.gatehouse.adapter.wechat.provider;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which mini programs prove telephone numbers.
 *
 * @param apps by channel name
 */
@ConfigurationProperties("gatehouse.wechat")
record PhoneProofProperties(@DefaultValue Map<String, App> apps) {

  /**
   * @param phoneProof whether the mini program uses the real-time button alone, for which WeChat
   *     verifies the number each time
   */
  record App(@DefaultValue("false") boolean phoneProof) {}

  PhoneProofProperties {
    apps = Map.copyOf(apps);
  }

  /** The channels whose mini programs prove numbers. */
  Set<String> channels() {
    Set<String> channels = new TreeSet<>();
    apps.forEach((channel, app) -> {
      if (app.phoneProof()) {
        channels.add(channel);
      }
    });
    return channels;
  }
}
