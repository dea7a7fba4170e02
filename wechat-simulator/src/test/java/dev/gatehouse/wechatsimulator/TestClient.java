package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a simulator over a real socket. */
public final class TestClient {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.shared();

  private final WeChatSimulator simulator;

  public TestClient(WeChatSimulator simulator) {
    this.simulator = simulator;
  }

  public HttpResponse<byte[]> get(String pathAndQuery) {
    return send("GET", pathAndQuery, "");
  }

  public HttpResponse<byte[]> post(String path, String body) {
    return send("POST", path, body);
  }

  public HttpResponse<byte[]> send(
      String method, String pathAndQuery, String body, String... headers) {
    URI uri = URI.create(simulator.baseUrl() + pathAndQuery);
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(uri)
            .method(method, BodyPublishers.ofString(body))
            .timeout(Duration.ofSeconds(30));
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    HttpRequest request = builder.build();
    try {
      return HTTP.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A well-formed exchange of the code by the channel's app. */
  public JsonNode exchange(String code, String channel) {
    return json(get("/sns/oauth2/access_token?" + query(exchangeParameters(code, channel))));
  }

  public Map<String, String> exchangeParameters(String code, String channel) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("appid", simulator.appId(channel));
    parameters.put("secret", simulator.secret(channel));
    parameters.put("code", code);
    parameters.put("grant_type", "authorization_code");
    return parameters;
  }

  public JsonNode userInfo(String accessToken, String openId) {
    return json(
        get(
            "/sns/userinfo?"
                + query(Map.of("access_token", accessToken, "openid", openId, "lang", "zh_CN"))));
  }

  /** Both calls of a login: what WeChat tells about who approved it. */
  public JsonNode userInfoOf(String person) {
    JsonNode token = exchange(simulator.codeFor(person, "app"), "app");
    return userInfo(token.get("access_token").stringValue(), token.get("openid").stringValue());
  }

  public static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  public static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  public static JsonNode json(HttpResponse<byte[]> response) {
    return JSON.readTree(response.body());
  }

  public static String contentType(HttpResponse<byte[]> response) {
    return String.join(" and ", response.headers().allValues("Content-Type"));
  }
}
