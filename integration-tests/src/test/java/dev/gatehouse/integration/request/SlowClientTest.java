package dev.gatehouse.integration.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * SEC-29: clients that send a byte now and then, never silent for long enough to be cut off for it
 * (slow loris), are cut off within the time for a header or a body, and block no login.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "server.tomcat.connection-timeout=" + SlowClientTest.PAUSE_SECONDS + "s",
      "gatehouse.limits.header-time=" + SlowClientTest.LIMIT_SECONDS + "s",
      "gatehouse.limits.body-time=" + SlowClientTest.LIMIT_SECONDS + "s"
    })
class SlowClientTest {

  /** How long a client may be silent. */
  static final int PAUSE_SECONDS = 2;

  /** How long it may take for a header, and for a body. */
  static final int LIMIT_SECONDS = 3;

  /** For a busy machine, and because a client only notices when it sends the next bytes. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final int SLOW_CLIENTS = 200;
  private static final String LOGIN =
      "{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}";

  @LocalServerPort private int port;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /v1/logins HTTP/1.1\r\nX-Endless: ",
        "POST /v1/logins HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n",
        "POST /nowhere HTTP/1.1\r\nHost: h\r\nContent-Length: 99999\r\n\r\n",
        "POST /error HTTP/1.1\r\nHost: h\r\nContent-Type: "
            + FORM
            + "\r\nContent-Length: 9999\r\n\r\n",
        "\r\n",
      })
  void slow_clients_end_in_time_and_harm_no_other_client(String begin) throws Exception {
    CountDownLatch connected = new CountDownLatch(SLOW_CLIENTS);
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> slow = new ArrayList<>();
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        slow.add(clients.submit(() -> dripUntilClosed(begin, connected)));
      }
      assertThat(connected.await(1, TimeUnit.MINUTES)).isTrue();

      assertThat(new LoginCalls(port).post(LOGIN).status()).isIn(200, 201);
      for (Future<Boolean> client : slow) {
        assertThat(client.get(2, TimeUnit.MINUTES)).as("closed by the service").isTrue();
      }
    }
  }

  @Test
  void a_client_that_says_nothing_is_cut_off() throws IOException {
    long begun = System.nanoTime();
    try (RawConnection silent = new RawConnection(port)) {
      assertThat(silent.readAll()).isEmpty();
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isLessThan(GRACE.plusSeconds(PAUSE_SECONDS));
  }

  private boolean dripUntilClosed(String begin, CountDownLatch connected) throws IOException {
    try (RawConnection connection = new RawConnection(port)) {
      connection.send(begin);
      connected.countDown();
      await()
          .pollInterval(Duration.ofMillis(250))
          .atMost(GRACE.plusSeconds(LIMIT_SECONDS))
          .until(() -> !connection.drip());
      return true;
    }
  }
}
