package dev.gatehouse.wechatsimulator.qr;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.platform.App;
import dev.gatehouse.wechatsimulator.platform.Apps;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import dev.gatehouse.wechatsimulator.qr.AuthorizationRequest.Look;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** WeChat's rules for the parameters of its authorization pages. */
public final class AuthorizationRules {
  private static final int STATE_LIMIT = 128;
  private static final List<String> ORDER =
      List.of("appid", "redirect_uri", "response_type", "scope", "state");

  private final Apps apps;

  public AuthorizationRules(Apps apps) {
    this.apps = apps;
  }

  /** The page with the QR code, for website apps. */
  AuthorizationRequest check(Request call) throws AuthorizationRefused {
    App app = app(call.parameter("appid"));
    URI redirectUri = redirectUri(call.parameter("redirect_uri"), app);
    Look look = Look.from(call);
    // wxLogin.js does not send response_type.
    if (!look.embedded()) {
      checkResponseType(call);
    }
    String scope = call.parameter("scope");
    checkScope(scope, app.isWebsite() ? List.of(App.WEBSITE_SCOPE) : List.of());
    String state = call.parameter("state");
    if (state.getBytes(UTF_8).length > STATE_LIMIT) {
      throw AuthorizationRefused.stateTooLong();
    }
    return new AuthorizationRequest(
        app, redirectUri, scope, state, look, page(WeChatEndpoint.QRCONNECT, call));
  }

  /** The page inside WeChat, for official accounts. WeChat checks the order of the parameters. */
  AuthorizationRequest checkInWeChat(Request call) throws AuthorizationRefused {
    App app = app(call.parameter("appid"));
    if (app.kind() != App.Kind.OFFICIAL_ACCOUNT) {
      throw AuthorizationRefused.websiteApp();
    }
    URI redirectUri = redirectUri(call.parameter("redirect_uri"), app);
    checkResponseType(call);
    String scope = call.parameter("scope");
    checkScope(scope, List.of(App.BASE_SCOPE, App.USERINFO_SCOPE));
    String state = call.parameter("state");
    if (!state.matches("[0-9A-Za-z]{0," + STATE_LIMIT + "}")) {
      throw AuthorizationRefused.stateMalformed();
    }
    if (!call.query().keySet().stream().filter(ORDER::contains).toList().equals(ORDER)) {
      throw AuthorizationRefused.parameterOrderWrong();
    }
    return new AuthorizationRequest(
        app, redirectUri, scope, state, Look.from(call), page(WeChatEndpoint.AUTHORIZE, call));
  }

  private static String page(WeChatEndpoint endpoint, Request call) {
    return endpoint.path() + "?" + call.rawQuery();
  }

  private static void checkResponseType(Request call) throws AuthorizationRefused {
    if (!call.parameter("response_type").equals("code")) {
      throw AuthorizationRefused.responseTypeWrong();
    }
  }

  private App app(String appId) throws AuthorizationRefused {
    if (appId.isEmpty()) {
      throw AuthorizationRefused.appIdMissing();
    }
    return apps.withAppId(appId).orElseThrow(AuthorizationRefused::appIdUnknown);
  }

  private static void checkScope(String scope, List<String> granted) throws AuthorizationRefused {
    if (scope.isEmpty()) {
      throw AuthorizationRefused.scopeMissing();
    }
    if (!granted.contains(scope)) {
      throw AuthorizationRefused.scopeNotGranted();
    }
  }

  private static URI redirectUri(String value, App app) throws AuthorizationRefused {
    if (value.isEmpty()) {
      throw AuthorizationRefused.redirectUriMissing();
    }
    try {
      URI uri = new URI(value);
      if (isWeb(uri) && isRegistered(uri, app)) {
        return uri;
      }
      throw AuthorizationRefused.redirectUriWrong();
    } catch (URISyntaxException e) {
      throw AuthorizationRefused.redirectUriWrong();
    }
  }

  private static boolean isWeb(URI uri) {
    return uri.getHost() != null
        && uri.getUserInfo() == null
        && ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()));
  }

  /** The registered host itself, no subdomain and no port; any host when none is registered. */
  private static boolean isRegistered(URI uri, App app) {
    String domain = app.callbackDomain();
    return domain.isEmpty() || (domain.equalsIgnoreCase(uri.getHost()) && uri.getPort() == -1);
  }
}
