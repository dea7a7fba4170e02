package dev.gatehouse.adapter.wechat.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.domain.login.AuthorizationRequest;
import dev.gatehouse.domain.login.EmbeddedForm;
import java.net.URI;
import java.net.URLEncoder;
import java.util.List;
import java.util.Map;

/**
 * WeChat's form for websites, {@code wxLogin.js}, for one app (reference, section 1.2). Its script
 * frames the authorization page of WeChat.
 *
 * @param appId WeChat's id of the app
 * @param script the URL of {@code wxLogin.js}
 * @param authorizePage the page that the script frames
 */
record WeChatLoginForm(String appId, URI script, URI authorizePage) implements EmbeddedForm {

  @Override
  public List<String> framedOrigins() {
    return List.of(authorizePage.getScheme() + "://" + authorizePage.getRawAuthority());
  }

  @Override
  public String constructorName() {
    return "WxLogin";
  }

  @Override
  public Map<String, Object> parameters(AuthorizationRequest request, String container) {
    return Map.of(
        "self_redirect",
        false,
        "id",
        container,
        "appid",
        appId,
        "scope",
        "snsapi_login",
        // The script puts the value into a URL unchanged: it must be encoded once.
        "redirect_uri",
        URLEncoder.encode(request.callback().toString(), UTF_8),
        "state",
        request.state().value(),
        "stylelite",
        1);
  }
}
