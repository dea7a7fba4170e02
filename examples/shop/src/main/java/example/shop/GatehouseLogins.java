package example.shop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logs customers in with the code that the shop's app got from WeChat. Thread-safe. */
final class GatehouseLogins {

  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final URI address;

  /**
   * @param gatehouse where Gatehouse answers
   */
  GatehouseLogins(URI gatehouse) {
    this.address = gatehouse.resolve("/v1/logins");
  }

  Login withWeChat(String code) throws IOException, InterruptedException {
    Map<String, String> credential = Map.of("channel", "app", "code", code);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(Duration.ofSeconds(15))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    json.writeValueAsString(Map.of("method", "WX", "credential", credential))))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    JsonNode body = json.readTree(answer.body());
    return switch (answer.statusCode()) {
      case 200, 201 ->
          new Login.In(body.at("/user/id").asLong(), body.at("/session/accessToken").asString());
      case 401 -> new Login.StartAgain();
      case 429, 503 ->
          new Login.Later(
              Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(5)));
      default -> throw new IOException("Gatehouse: " + body.path("code").asString("no code"));
    };
  }
}
