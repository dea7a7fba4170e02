package dev.gatehouse.integration.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.support.Browser;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** A client program as far as the protocol goes. The tests say where it must fail. */
final class RelyingParty {

  static final String SECRET = "a secret that no one guesses";

  private final LoginCalls calls;
  private final String id;
  private final String redirectUri;
  private final boolean confidential;
  private final String verifier;
  private final Map<String, String> request = new LinkedHashMap<>();

  private RelyingParty(LoginCalls calls, String id, String redirectUri, boolean confidential) {
    this(calls, id, redirectUri, confidential, UUID.randomUUID() + "-" + UUID.randomUUID());
  }

  private RelyingParty(
      LoginCalls calls, String id, String redirectUri, boolean confidential, String verifier) {
    this.verifier = verifier;
    this.calls = calls;
    this.id = id;
    this.redirectUri = redirectUri;
    this.confidential = confidential;
    request.put("response_type", "code");
    request.put("client_id", id);
    request.put("redirect_uri", redirectUri);
    request.put("scope", "openid profile");
    request.put("state", "af0 if=js&ldkj");
    request.put("nonce", "n-0S6_WzA2Mj");
    request.put("code_challenge", challenge(verifier));
    request.put("code_challenge_method", "S256");
  }

  /** A website with a secret. */
  static RelyingParty website(LoginCalls calls) {
    return new RelyingParty(calls, "shop", "https://shop.example/callback", true);
  }

  /** A page without a server of its own. */
  static RelyingParty page(LoginCalls calls) {
    return new RelyingParty(calls, "page", "https://page.example/", false);
  }

  /** Sets or, with an empty value, removes a parameter of the authorization request. */
  RelyingParty with(String name, String value) {
    if (value.isEmpty()) {
      request.remove(name);
    } else {
      request.put(name, value);
    }
    return this;
  }

  String authorizePath() {
    return "/oauth2/authorize?" + form(request);
  }

  /** The authorization request as a form of the client's page sends it. */
  HttpRequest.Builder authorizeForm() {
    return calls
        .request("/oauth2/authorize")
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(form(request)));
  }

  /** The same client, which talks to another replica. */
  RelyingParty at(LoginCalls replica) {
    return new RelyingParty(replica, id, redirectUri, confidential, verifier);
  }

  /** Has a browser log in and come back: the address to which it is sent in the end. */
  URI login(Browser browser, String weChatCode) {
    Answer asked = browser.go(authorizePath());
    URI page = Browser.target(asked);
    String returnTo = Objects.requireNonNull(parameters(page).get("returnTo"), page.toString());
    String state = browser.begin("WX", "web", encode(returnTo));
    Answer back = browser.go("/v1/logins/WX/callback?code=" + weChatCode + "&state=" + state);
    return follow(browser, back);
  }

  /** Follows redirects within the service. */
  static URI follow(Browser browser, Answer answer) {
    Answer current = answer;
    while (true) {
      URI target = Browser.target(current);
      if (target.isAbsolute() || !target.getPath().startsWith("/oauth2/")) {
        return target;
      }
      current = browser.go(target.toString());
    }
  }

  Answer redeem(String code) {
    return redeem(code, Map.of());
  }

  /**
   * Trades a code.
   *
   * @param changes parameters to replace; an empty value removes one
   */
  Answer redeem(String code, Map<String, String> changes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", redirectUri);
    form.put("code_verifier", verifier);
    return post("/oauth2/token", form, changes);
  }

  Answer refresh(String token) {
    return refresh(token, Map.of());
  }

  Answer refresh(String token, Map<String, String> changes) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", token);
    return post("/oauth2/token", form, changes);
  }

  Answer revoke(String token) {
    return post("/oauth2/revoke", new LinkedHashMap<>(Map.of("token", token)), Map.of());
  }

  Answer userInfo(String accessToken) {
    return calls.send(
        calls.request("/oauth2/userinfo").header("Authorization", "Bearer " + accessToken).GET());
  }

  private Answer post(String path, Map<String, String> form, Map<String, String> changes) {
    form.put("client_id", id);
    if (confidential) {
      form.put("client_secret", SECRET);
    }
    form.putAll(changes);
    form.values().removeIf(String::isEmpty);
    return calls.send(
        calls
            .request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(form))));
  }

  /** The parameters of an address. */
  static Map<String, String> parameters(URI address) {
    return Arrays.stream(String.valueOf(address.getRawQuery()).split("&", -1))
        .map(parameter -> parameter.split("=", 2))
        .collect(
            Collectors.toMap(
                parameter -> parameter[0], parameter -> URLDecoder.decode(parameter[1], UTF_8)));
  }

  /** The code in an address to which a browser was sent; fails if there is none. */
  static String code(URI address) {
    String code = parameters(address).get("code");
    if (code == null) {
      throw new AssertionError("no code: " + address);
    }
    return code;
  }

  /** What a JWT says, unchecked. */
  static Map<String, Object> claims(String jwt) {
    return JsonPath.read(
        new String(Base64.getUrlDecoder().decode(jwt.split("\\.", 3)[1]), UTF_8), "$");
  }

  static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
