package dev.gatehouse.integration.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testkit.service.GatehouseExtension;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension of the testkit starts a service with the simulator and the settings of a test. */
class GatehouseExtensionTest {

  @RegisterExtension
  static final GatehouseExtension GATEHOUSE =
      new GatehouseExtension().with("gatehouse.registration.default-name", () -> "Newcomer");

  @Test
  void a_user_logs_in_through_the_simulator_and_settings_are_applied()
      throws IOException, InterruptedException {
    String code = GATEHOUSE.weChat().codeFor("noname", "app");
    HttpRequest login =
        HttpRequest.newBuilder(GATEHOUSE.baseUrl().resolve("/v1/logins"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"method\":\"WX\",\"credential\":{\"channel\":\"app\",\"code\":\"%s\"}}"
                        .formatted(code)))
            .build();

    HttpResponse<String> answer = HttpClient.newHttpClient().send(login, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body()).contains("\"name\":\"Newcomer\"");
  }
}
