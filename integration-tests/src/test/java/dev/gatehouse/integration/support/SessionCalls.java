package dev.gatehouse.integration.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.List;

/** What a client does with a session, over a socket. */
public final class SessionCalls {

  public static final String COOKIE = "gatehouse_session";

  /** Every call that needs a login, by method and path. */
  public static final List<String> PROTECTED =
      List.of(
          "GET /v1/me", "POST /v1/session/refresh", "DELETE /v1/session", "DELETE /v1/sessions");

  private final LoginCalls calls;

  public SessionCalls(int port) {
    this.calls = new LoginCalls(port);
  }

  /** A session as a login or a refresh gave it. */
  public record Tokens(String access, String refresh) {

    public static Tokens ofLogin(Answer answer) {
      return new Tokens(
          answer.text("$.session.accessToken"), answer.text("$.session.refreshToken"));
    }

    public static Tokens ofRefresh(Answer answer) {
      return new Tokens(answer.text("$.accessToken"), answer.text("$.refreshToken"));
    }

    /** What a browser has after a refresh: the refresh token is in the cookie alone. */
    public static Tokens ofBrowserRefresh(Answer answer) {
      String cookie = answer.header("Set-Cookie");
      return new Tokens(
          answer.text("$.accessToken"),
          cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')));
    }

    /** The payload of the access token, unchecked. */
    public String claims() {
      return new String(
          Base64.getUrlDecoder()
              .decode(access.substring(access.indexOf('.') + 1, access.lastIndexOf('.'))),
          UTF_8);
    }
  }

  /** A login with the fake method. */
  public Answer login() {
    return calls.post("{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}");
  }

  public Answer refresh(String token) {
    return send(
        "POST /v1/session/refresh",
        "{\"refreshToken\":\"" + token + "\"}",
        "Content-Type",
        "application/json");
  }

  public Answer me(String accessToken) {
    return send("GET /v1/me", "", "Authorization", "Bearer " + accessToken);
  }

  public Answer withCookie(String call, String token, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Cookie";
    all[1] = COOKIE + "=" + token;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return send(call, "", all);
  }

  /**
   * Any call.
   *
   * @param call as in {@code GET /v1/me}
   * @param headers names and values by turns
   */
  public Answer send(String call, String body, String... headers) {
    int blank = call.indexOf(' ');
    var request = calls.request(call.substring(blank + 1));
    request.method(
        call.substring(0, blank),
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return calls.send(request);
  }
}
