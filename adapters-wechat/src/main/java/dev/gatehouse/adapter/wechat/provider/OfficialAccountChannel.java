package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.Deadline;
import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.BrowserSupport;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.login.LoginException;
import java.net.URI;
import java.util.Optional;

/**
 * An official account: a page in the browser inside WeChat (H5; reference wechat-more, section 4).
 *
 * @param authorizeUrl WeChat's page, without query and fragment
 */
record OfficialAccountChannel(WeChatApp app, TokenLogin login, String authorizeUrl)
    implements WeChatChannel.OfBrowsers {

  /** Without this scope WeChat gives no unionid. */
  private static final String SCOPE = "snsapi_userinfo";

  @Override
  public Authentication authenticate(String code, Deadline deadline) throws LoginException {
    return login.authenticate(app, code, deadline);
  }

  /** {@code connect_redirect} keeps WeChat from calling the callback twice. */
  @Override
  public URI authorizationPage(AuthorizationRequest request) {
    return AuthorizeUrl.of(authorizeUrl, app, request, SCOPE, "&connect_redirect=1");
  }

  @Override
  public BrowserSupport support(UserAgent browser) {
    return new BrowserSupport(browser == UserAgent.WECHAT, "in_wechat");
  }

  @Override
  public Optional<EmbeddedForm> embeddedForm() {
    return Optional.empty();
  }
}
