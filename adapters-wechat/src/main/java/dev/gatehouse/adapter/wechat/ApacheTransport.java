package dev.gatehouse.adapter.wechat;

import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache HttpClient under Feign. Each call is sent once, is bounded as a whole (the read time-out
 * of the options given to {@link #execute} is taken as that bound), and is read here to its end,
 * {@value #MAX_BYTES} bytes at most. Thread-safe.
 */
final class ApacheTransport implements Client, AutoCloseable {

  static final int MAX_BYTES = 64 * 1024;

  /** Bytes of each of a connection's buffers: thousands may wait for WeChat at once. */
  private static final int BUFFER = 2048;

  private final CloseableHttpClient http;
  private final Watch watch = new Watch();
  private final Duration readTimeout;

  /**
   * @param connectTimeout for finding the address, for the connection and for its TLS, each
   * @param readTimeout from a request to the head of its answer
   * @param maxConnections as many as calls may be in flight, or else one would wait for another
   * @param idleTime how long a connection is kept that is not in use; shorter than WeChat keeps it,
   *     because a request on one that the other side has closed fails, and is not sent again
   */
  ApacheTransport(
      Duration connectTimeout,
      Duration readTimeout,
      int maxConnections,
      Duration idleTime,
      DnsResolver addresses,
      SSLContext tls) {
    this.readTimeout = readTimeout;
    HttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
            .setMaxConnPerRoute(maxConnections)
            .setMaxConnTotal(maxConnections)
            .setDnsResolver(new BoundedLookup(addresses, connectTimeout))
            .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
            .setConnectionFactory(
                ManagedHttpClientConnectionFactory.builder()
                    .http1Config(Http1Config.custom().setBufferSize(BUFFER).build())
                    .build())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(connectTimeout))
                    // The watch bounds all reads together. A time-out of each would let bytes
                    // trickle in for ever, and costs a virtual thread more than the read itself.
                    .setSocketTimeout(Timeout.DISABLED)
                    .setIdleTimeout(Timeout.of(idleTime))
                    .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                    .build())
            .build();
    this.http =
        HttpClients.custom()
            .setConnectionManager(connections)
            .setRequestExecutor(new Sending.Once())
            // A code may be sent once (SEC-19): no silent second try, no redirect (SEC-18).
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableAuthCaching()
            .disableCookieManagement()
            .disableConnectionState()
            // The answers are small. And what is not unpacked cannot be a bomb.
            .disableContentCompression()
            .setDefaultHeaders(List.of(new BasicHeader(HttpHeaders.ACCEPT_ENCODING, "identity")))
            // Guards before an API like to refuse who has none.
            .setUserAgent("Gatehouse")
            .evictIdleConnections(TimeValue.of(idleTime))
            .build();
  }

  /**
   * @throws CallFailure if nothing came back that could be looked at
   */
  @Override
  public Response execute(Request request, Request.Options options) throws CallFailure {
    HttpUriRequestBase get =
        new HttpUriRequestBase(request.httpMethod().name(), URI.create(request.url()));
    Duration timeLeft = Duration.ofMillis(options.readTimeoutMillis());
    try (Sending sending = new Sending(get, watch, timeLeft, readTimeout)) {
      return execute(request, sending);
    }
  }

  private Response execute(Request request, Sending sending) throws CallFailure {
    try {
      return http.execute(
          sending.request(),
          sending,
          answer -> {
            sending.answered();
            return Response.builder()
                .request(request)
                .status(answer.getCode())
                .headers(Map.of())
                .body(bytes(answer, sending))
                .build();
          });
    } catch (CallFailure e) {
      throw e;
    } catch (IOException e) {
      throw new CallFailure(
          sending.failed(), "no usable answer from WeChat: " + e.getClass().getSimpleName());
    }
  }

  private static byte[] bytes(ClassicHttpResponse answer, Sending sending) throws IOException {
    HttpEntity entity = answer.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    byte[] bytes = entity.getContent().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      // Or else closing the answer would read on, to save the connection.
      sending.request().cancel();
      throw CallFailure.unusable("over " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  /** Ends all calls. */
  @Override
  public void close() {
    watch.close();
    http.close(CloseMode.IMMEDIATE);
  }
}
