package dev.gatehouse.integration.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.jayway.jsonpath.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls a running service as a client would, over a socket. */
public final class LoginCalls implements AutoCloseable {

  private final String baseUrl;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  public LoginCalls(int port) {
    this("http://127.0.0.1:" + port);
  }

  /**
   * @param baseUrl what stands before the paths of all calls
   */
  public LoginCalls(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** Its connections go, too; without it they go with the garbage. */
  @Override
  public void close() {
    http.close();
  }

  /** An answer with its body read as JSON. */
  public record Answer(HttpResponse<String> http) {

    public int status() {
      return http.statusCode();
    }

    /** The text at a JSONPath; fails where there is none. */
    public String text(String path) {
      return JsonPath.<String>read(http.body(), path);
    }

    /** Whatever stands at a JSONPath. */
    public Object value(String path) {
      return JsonPath.<Object>read(http.body(), path);
    }

    public long userId() {
      return JsonPath.<Number>read(http.body(), "$.user.id").longValue();
    }

    public String code() {
      return text("$.code");
    }

    public String header(String name) {
      return http.headers().firstValue(name).orElse("");
    }
  }

  public Answer login(String method, String channel, String code) {
    return post(
        """
        {"method":"%s","credential":{"channel":"%s","code":"%s"}}\
        """
            .formatted(method, channel, code));
  }

  public Answer post(String body) {
    return send(
        request("/v1/logins")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8)));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(Duration.ofSeconds(20));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
