package dev.gatehouse.adapter.wechat.provider;

import dev.gatehouse.adapter.wechat.client.Deadline;
import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.BrowserSupport;
import dev.gatehouse.domain.login.Consent;
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

  /** With this scope WeChat gives a unionid and a profile. */
  private static final String USERINFO = "snsapi_userinfo";

  /** With this scope WeChat asks nothing. It gives a unionid only after an earlier consent. */
  private static final String BASE = "snsapi_base";

  @Override
  public Authentication authenticate(String code, Deadline deadline) throws LoginException {
    return login.authenticate(app, code, deadline);
  }

  /** {@code connect_redirect} keeps WeChat from calling the callback twice. */
  @Override
  public URI authorizationPage(AuthorizationRequest request) {
    boolean silent = app.baseFirst() && request.consent() == Consent.WHEN_NEEDED;
    return AuthorizeUrl.of(
        authorizeUrl, app, request, silent ? BASE : USERINFO, "&connect_redirect=1");
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
