package dev.gatehouse.adapter.wechat.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.adapter.wechat.client.WeChatApp;
import dev.gatehouse.domain.login.AuthorizationRequest;
import java.net.URI;
import java.net.URLEncoder;

/**
 * The URL of WeChat's authorization pages. WeChat prescribes the names and the order of the
 * parameters, and the fragment.
 */
final class AuthorizeUrl {

  private AuthorizeUrl() {}

  /**
   * @param more further parameters, encoded, each with an ampersand in front
   */
  static URI of(
      String page, WeChatApp app, AuthorizationRequest request, String scope, String more) {
    return URI.create(
        page
            + "?appid="
            + encoded(app.id())
            + "&redirect_uri="
            + encoded(request.callback().toString())
            + "&response_type=code&scope="
            + scope
            + "&state="
            + encoded(request.state().value())
            + more
            + "#wechat_redirect");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, UTF_8);
  }
}
