package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.FailureLog;
import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.adapter.wechat.client.WeChatClient;
import dev.gatehouse.adapter.wechat.resilience.ResilientCalls;
import dev.gatehouse.domain.identity.LoginMethod;
import feign.Client;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Builds the identity providers: one for each Open Platform account. All of them share the calls to
 * WeChat. Thread-safe.
 */
final class WeChatProviders {

  private final WeChatProperties properties;
  private final FailureLog failures;
  private final WeChatClient weChat;
  private final boolean confirmByMini;

  /**
   * @param confirmByMini whether the silent login of a mini program may confirm a session
   */
  WeChatProviders(
      WeChatProperties properties,
      Client transport,
      ResilientCalls calls,
      Clock clock,
      boolean confirmByMini) {
    this.properties = properties;
    this.failures = new FailureLog(clock);
    this.weChat =
        new WeChatClient(properties.apiBaseUrl().strip(), transport, calls, failures, clock);
    this.confirmByMini = confirmByMini;
  }

  /** The provider of the channels of one Open Platform account. */
  WeChatIdentityProvider of(LoginMethod method) {
    UnionIds unionIds = new UnionIds(method, failures);
    Map<String, WeChatChannel> channels =
        properties.appsOf(method).entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> channel(entry.getValue(), unionIds)));
    return new WeChatIdentityProvider(method, channels, properties.deadline());
  }

  private WeChatChannel channel(WeChatApp app, UnionIds unionIds) {
    TokenLogin login = new TokenLogin(weChat, unionIds);
    return switch (app.kind()) {
      case WEBSITE ->
          new WebsiteChannel(
              app, login, properties.authorizeUrl().strip(), properties.embeddedScript());
      case MOBILE -> new MobileChannel(app, login);
      case OFFICIAL_ACCOUNT ->
          new OfficialAccountChannel(app, login, properties.officialAccountAuthorizeUrl().strip());
      case MINI_PROGRAM -> new MiniProgramChannel(app, weChat, unionIds, confirmByMini);
    };
  }
}
