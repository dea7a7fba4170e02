package dev.gatehouse.adapter.wechat.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.Authentication;
import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.Credential;
import dev.gatehouse.domain.login.EmbeddedForm;
import dev.gatehouse.domain.login.IdentityProvider;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.login.RedirectIdentityProvider;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Login method {@code WX} for browsers: a website app begins with WeChat's page that shows a QR
 * code (reference, section 1.1). The code that comes back is exchanged like any other.
 */
final class WeChatQrLogin implements RedirectIdentityProvider {

  private final IdentityProvider codes;
  private final Map<String, WeChatApp> apps;
  private final String authorizeUrl;
  private final @Nullable URI embeddedScript;

  /**
   * @param codes exchanges the codes of all apps
   * @param authorizeUrl WeChat's page, without query and fragment
   * @param embeddedScript WeChat's script for an embedded form; null if no form is embedded
   */
  WeChatQrLogin(
      IdentityProvider codes,
      Map<String, WeChatApp> apps,
      String authorizeUrl,
      @Nullable URI embeddedScript) {
    this.codes = codes;
    this.apps = Map.copyOf(apps);
    this.authorizeUrl = authorizeUrl;
    this.embeddedScript = embeddedScript;
  }

  @Override
  public LoginMethod method() {
    return codes.method();
  }

  @Override
  public Set<String> channels() {
    return codes.channels();
  }

  @Override
  public Authentication authenticate(Credential credential) throws LoginException {
    return codes.authenticate(credential);
  }

  @Override
  public boolean beginsInBrowser(String channel) {
    return isWebsite(apps.get(channel));
  }

  /** WeChat prescribes the names and the order of the parameters, and the fragment. */
  @Override
  public URI authorizationPage(AuthorizationRequest request) throws LoginException.UnknownChannel {
    WeChatApp app = apps.get(request.channel());
    if (app == null || !isWebsite(app)) {
      throw new LoginException.UnknownChannel();
    }
    return URI.create(
        authorizeUrl
            + "?appid="
            + encoded(app.id())
            + "&redirect_uri="
            + encoded(request.callback().toString())
            + "&response_type=code&scope=snsapi_login&state="
            + encoded(request.state().value())
            + "&lang="
            + (request.language().getLanguage().equals("en") ? "en" : "cn")
            + "#wechat_redirect");
  }

  @Override
  public List<String> browserChannels() {
    return apps.keySet().stream().filter(this::beginsInBrowser).sorted().toList();
  }

  /** A phone cannot scan its own screen. WeChat's browser is known by its user agent. */
  @Override
  public boolean worksIn(String userAgent) {
    return !userAgent.contains("MicroMessenger");
  }

  @Override
  public Optional<EmbeddedForm> embeddedForm(String channel) {
    WeChatApp app = apps.get(channel);
    return embeddedScript != null && app != null && isWebsite(app)
        ? Optional.of(new WeChatLoginForm(app.id(), embeddedScript, URI.create(authorizeUrl)))
        : Optional.empty();
  }

  private static boolean isWebsite(@Nullable WeChatApp app) {
    return app != null && app.kind() == WeChatApp.Kind.WEBSITE;
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
