package dev.gatehouse.integration.support;

import dev.gatehouse.integration.support.LoginCalls.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A browser as far as logins go: it keeps cookies, and goes nowhere by itself. */
public final class Browser {

  /** What Firefox sends. */
  private static final String ACCEPT =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  private final LoginCalls calls;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private String language = "zh-CN,zh;q=0.9,en;q=0.5";

  public Browser(LoginCalls calls) {
    this.calls = calls;
  }

  /** Another browser with the same cookies. */
  public Browser copy() {
    Browser copy = new Browser(calls);
    copy.cookies.putAll(cookies);
    copy.language = language;
    return copy;
  }

  public Browser speaking(String acceptLanguage) {
    language = acceptLanguage;
    return this;
  }

  /** What is kept now; may be changed. */
  public Map<String, String> cookies() {
    return cookies;
  }

  /** The value of a cookie that must be there. */
  public String cookie(String name) {
    return Objects.requireNonNull(cookies.get(name), name);
  }

  /** The names of the cookies that begin like this. */
  public List<String> cookiesNamed(String prefix) {
    return cookies.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
  }

  /** Goes to an address, as a click on a link does. */
  public Answer go(String path) {
    return send(calls.request(path).header("Accept", ACCEPT).GET());
  }

  /** Asks for JSON, as a script of a page does. */
  public Answer ask(String path) {
    return send(calls.request(path).header("Accept", "application/json").GET());
  }

  /** Begins an attempt and answers its state. */
  public String begin(String method, String channel, String returnTo) {
    Answer answer =
        ask("/v1/logins/%s/start?channel=%s&returnTo=%s".formatted(method, channel, returnTo));
    if (answer.status() != 200) {
      throw new IllegalStateException("no attempt: " + answer.http().body());
    }
    return answer.text("$.state");
  }

  /** Posts the credential of a browser's channel. */
  public Answer login(String method, String channel, String code, String state) {
    return post(
        """
        {"method":"%s","credential":{"channel":"%s","code":"%s","state":"%s"}}\
        """
            .formatted(method, channel, code, state));
  }

  public Answer post(String body) {
    return send(
        calls
            .request("/v1/logins")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    Answer answer = calls.send(request.header("Accept-Language", language));
    answer.http().headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  /** Where an answer sends the browser. */
  public static URI target(Answer answer) {
    return URI.create(answer.header("Location"));
  }

  private synchronized void keep(String setCookie) {
    String[] parts = setCookie.split(";", 2);
    String name = parts[0].substring(0, parts[0].indexOf('='));
    cookies.remove(name);
    if (!parts[1].contains("Max-Age=0")) {
      cookies.put(name, parts[0].substring(name.length() + 1));
    }
  }
}
