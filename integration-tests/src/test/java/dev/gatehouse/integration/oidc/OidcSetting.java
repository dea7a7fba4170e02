package dev.gatehouse.integration.oidc;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.net.URI;
import java.util.Map;
import org.springframework.test.context.TestPropertySource;

/** The service with clients of each kind, on H2. */
@TestPropertySource(
    properties = {
      "gatehouse.oidc.clients.shop.redirect-uris=https://shop.example/callback",
      "gatehouse.oidc.clients.shop.post-logout-redirect-uris=https://shop.example/bye",
      // Of RelyingParty.SECRET.
      "gatehouse.oidc.clients.shop.secret-sha256=" + OidcSetting.SECRET_SHA_256,
      "gatehouse.oidc.clients.shop.scopes=openid,profile,offline_access",
      "gatehouse.oidc.clients.page.redirect-uris="
          + "https://page.example/,http://127.0.0.1/cb,com.example.app:/cb",
      "gatehouse.oidc.clients.page.scopes=openid,profile,offline_access",
      "gatehouse.oidc.clients.careful.redirect-uris=https://careful.example/cb",
      "gatehouse.oidc.clients.careful.consent=true"
    })
abstract class OidcSetting extends BrowserLoginSetting {

  static final String SECRET_SHA_256 =
      "9ef69695c057831aea02e02ccf4e8aeb3f81259ccb758f1e9ca0e2ab093bbc63";

  RelyingParty website() {
    return RelyingParty.website(calls());
  }

  RelyingParty page() {
    return RelyingParty.page(calls());
  }

  /** Tokens as a client gets them. */
  record Tokens(String access, String id, String refresh) {

    static Tokens of(Answer answer) {
      if (answer.status() != 200) {
        throw new AssertionError(answer.status() + " " + answer.http().body());
      }
      Map<String, Object> body = JsonPath.read(answer.http().body(), "$");
      return new Tokens(
          String.valueOf(body.get("access_token")),
          String.valueOf(body.get("id_token")),
          String.valueOf(body.get("refresh_token")));
    }
  }

  /** A login of 小明 in a new browser. */
  Tokens login(RelyingParty client) {
    URI back = client.login(browser(), code());
    return Tokens.of(client.redeem(RelyingParty.code(back)));
  }
}
