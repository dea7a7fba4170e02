package dev.gatehouse.adapter.wechat;

import dev.gatehouse.domain.login.IdentityProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * Installs login method {@code WX}. A bean named {@code weChatIdentityProvider} takes its place and
 * needs none of its settings.
 */
@AutoConfiguration
// Last, so that a replacement is seen wherever it comes from, another auto-configuration included.
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMissingBean(name = "weChatIdentityProvider")
@EnableConfigurationProperties(WeChatProperties.class)
class WeChatAutoConfiguration {

  @Bean
  IdentityProvider weChatIdentityProvider(WeChatProperties properties) {
    WeChatClient weChat =
        new WeChatClient(
            properties.apiBaseUrl().strip(), properties.connectTimeout(), properties.readTimeout());
    IdentityProvider proofs =
        new WeChatIdentityProvider(properties.appsByChannel(), weChat, properties.deadline());
    return new WeChatQrLogin(
        proofs,
        properties.appsByChannel(),
        properties.authorizeUrl().strip(),
        properties.embeddedScript());
  }
}
