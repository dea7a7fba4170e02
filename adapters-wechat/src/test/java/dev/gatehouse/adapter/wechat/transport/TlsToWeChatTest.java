package dev.gatehouse.adapter.wechat.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.adapter.wechat.resilience.Outcome;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SEC-18: secrets are sent only to a server with a trusted certificate for WeChat's name. */
@Timeout(60)
class TlsToWeChatTest {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final AtomicInteger requests = new AtomicInteger();

  @Test
  void a_trusted_certificate_for_the_name_is_accepted() throws Exception {
    Path keys = certificateFor("localhost");

    Response answer = callAs("localhost", keys, trusting(keys));

    assertThat(answer.status()).isEqualTo(204);
    assertThat(requests).hasValue(1);
  }

  @Test
  void an_untrusted_certificate_is_refused() throws Exception {
    Path keys = certificateFor("localhost");

    assertIsNotAsked(keys, SSLContexts.createDefault());
  }

  @Test
  void a_certificate_for_another_name_is_refused() throws Exception {
    Path keys = certificateFor("elsewhere.example");

    assertIsNotAsked(keys, trusting(keys));
  }

  private void assertIsNotAsked(Path keys, SSLContext tls) {
    CallFailure failure =
        catchThrowableOfType(CallFailure.class, () -> callAs("localhost", keys, tls));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNREACHABLE);
    assertThat(requests).hasValue(0);
  }

  private Response callAs(String host, Path keys, SSLContext tls)
      throws IOException, GeneralSecurityException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            SSLContexts.custom().loadKeyMaterial(keys, PASSWORD, PASSWORD).build()));
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    try (ApacheTransport transport =
        new ApacheTransport(LONG, LONG, 1, LONG, SystemDefaultDnsResolver.INSTANCE, tls)) {
      return transport.execute(
          Request.create(
              Request.HttpMethod.GET,
              "https://" + host + ":" + server.getAddress().getPort() + "/",
              Map.of(),
              Request.Body.empty(),
              null),
          new Request.Options(30, TimeUnit.SECONDS, 30, TimeUnit.SECONDS, false));
    } finally {
      server.stop(0);
    }
  }

  private static SSLContext trusting(Path keys) throws IOException, GeneralSecurityException {
    return SSLContexts.custom().loadTrustMaterial(keys, PASSWORD).build();
  }

  private Path certificateFor(String host) throws IOException, InterruptedException {
    Path keys = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "wechat",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=dns:" + host)
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    return keys;
  }
}
