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
import org.jspecify.annotations.Nullable;

/**
 * A website app: the browser shows a QR code for a phone (reference, section 1).
 *
 * @param authorizeUrl WeChat's page, without query and fragment
 * @param embeddedScript WeChat's script for an embedded form; null if no form is embedded
 */
record WebsiteChannel(
    WeChatApp app, TokenLogin login, String authorizeUrl, @Nullable URI embeddedScript)
    implements WeChatChannel.OfBrowsers {

  @Override
  public Authentication authenticate(String code, Deadline deadline) throws LoginException {
    return login.authenticate(app, code, deadline);
  }

  /** WeChat prescribes the names and the order of the parameters, and the fragment. */
  @Override
  public URI authorizationPage(AuthorizationRequest request) {
    String language = request.language().getLanguage().equals("en") ? "en" : "cn";
    return AuthorizeUrl.of(authorizeUrl, app, request, "snsapi_login", "&lang=" + language);
  }

  /** A phone cannot scan its own screen. */
  @Override
  public BrowserSupport support(UserAgent browser) {
    return switch (browser) {
      case OTHER -> BrowserSupport.SUPPORTED;
      case WECHAT, WECOM -> BrowserSupport.UNSUPPORTED;
      case PHONE -> new BrowserSupport(false, "phone");
    };
  }

  @Override
  public Optional<EmbeddedForm> embeddedForm() {
    return embeddedScript == null
        ? Optional.empty()
        : Optional.of(new WeChatLoginForm(app.id(), embeddedScript, URI.create(authorizeUrl)));
  }
}
