package dev.gatehouse.integration.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** SEC-29, SEC-35: no {@code Accept-Language} header occupies a replica or produces a 500. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "test.fakes.installed=true"})
class HostileLanguageTest {

  private static final String MANY_SUBTAGS = "a" + "-a".repeat(3_900);

  @LocalServerPort private int port;

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void requests_with_thousands_of_subtags_are_all_answered() {
    CompletableFuture<?>[] flood =
        IntStream.range(0, 100)
            .mapToObj(each -> CompletableFuture.runAsync(() -> answered("/nowhere", MANY_SUBTAGS)))
            .toArray(CompletableFuture<?>[]::new);

    CompletableFuture.allOf(flood).join();
  }

  private void answered(String path, String languages) {
    assertThat(calls(port).send(withLanguages(port, path, languages)).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/.well-known/jwks.json", "/openapi.json", "/errors"})
  void more_languages_than_the_container_parses_are_no_defect(String path) {
    String eleven = "zh-CN,zh,en,en-US,fr,de,es,it,ja,ko,ru";

    assertThat(calls(port).send(withLanguages(port, path, eleven)).status()).isEqualTo(200);
  }

  private static HttpRequest.Builder withLanguages(int port, String path, String languages) {
    return calls(port).request(path).header("Accept-Language", languages).GET();
  }

  private static LoginCalls calls(int port) {
    return new LoginCalls(port);
  }
}
