package dev.gatehouse.wechatsimulator.qr;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.wechatsimulator.http.Request;
import dev.gatehouse.wechatsimulator.platform.App;
import dev.gatehouse.wechatsimulator.platform.Apps;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import dev.gatehouse.wechatsimulator.qr.AuthorizationRequest.Look;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** WeChat's rules for the parameters of its authorization page. */
public final class AuthorizationRules {
  private static final int STATE_LIMIT = 128;

  private final Apps apps;

  public AuthorizationRules(Apps apps) {
    this.apps = apps;
  }

  AuthorizationRequest check(Request call) throws AuthorizationRefused {
    App app = app(call.parameter("appid"));
    URI redirectUri = redirectUri(call.parameter("redirect_uri"), app);
    Look look = Look.from(call);
    // wxLogin.js does not send response_type.
    if (!look.embedded() && !call.parameter("response_type").equals("code")) {
      throw AuthorizationRefused.responseTypeWrong();
    }
    checkScope(call.parameter("scope"), app);
    String state = call.parameter("state");
    if (state.getBytes(UTF_8).length > STATE_LIMIT) {
      throw AuthorizationRefused.stateTooLong();
    }
    return new AuthorizationRequest(app, redirectUri, state, look, page(call));
  }

  private static String page(Request call) {
    return new TreeMap<>(call.query())
        .entrySet().stream()
            .map(entry ->
                URLEncoder.encode(entry.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(entry.getValue(), UTF_8))
            .collect(Collectors.joining("&", WeChatEndpoint.QRCONNECT.path() + "?", ""));
  }

  private App app(String appId) throws AuthorizationRefused {
    if (appId.isEmpty()) {
      throw AuthorizationRefused.appIdMissing();
    }
    return apps.withAppId(appId).orElseThrow(AuthorizationRefused::appIdUnknown);
  }

  private static void checkScope(String scope, App app) throws AuthorizationRefused {
    if (scope.isEmpty()) {
      throw AuthorizationRefused.scopeMissing();
    }
    List<String> scopes = List.of(scope.split(","));
    if (!app.isWebsite() || !scopes.equals(List.of(App.WEBSITE_SCOPE))) {
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
