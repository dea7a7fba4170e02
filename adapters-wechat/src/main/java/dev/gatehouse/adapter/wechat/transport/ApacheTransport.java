package dev.gatehouse.adapter.wechat.transport;

import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache HttpClient as Feign's client. A request is sent at most once (SEC-19), follows no
 * redirect, ends within the read time-out of the options given to {@link #execute}, and returns a
 * body of at most {@value #MAX_BYTES} bytes, read to its end. Thread-safe.
 */
public final class ApacheTransport implements Client, AutoCloseable {

  static final int MAX_BYTES = 64 * 1024;

  /** Bytes of each of a connection's buffers: thousands of connections may be open. */
  private static final int BUFFER = 2048;

  private static final long MONITOR_MS = 25;

  private final CloseableHttpClient http;
  private final Set<InFlightRequest> inFlight = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService monitor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("wechat-timeouts").factory());

  /**
   * @param connectTimeout for the address, for the connection and for its TLS handshake, each
   * @param readTimeout from a request to the head of its response
   * @param maxConnections at least as many as calls may be in flight, so that none waits for
   *     another
   * @param idleTime how long an unused connection is kept. Shorter than WeChat keeps it: a request
   *     on a connection that the other side has closed fails, and is not sent again
   */
  public ApacheTransport(
      Duration connectTimeout,
      Duration readTimeout,
      int maxConnections,
      Duration idleTime,
      DnsResolver resolver,
      SSLContext tls) {
    this.http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                    .setMaxConnPerRoute(maxConnections)
                    .setMaxConnTotal(maxConnections)
                    .setDnsResolver(new BoundedDnsResolver(resolver, connectTimeout))
                    .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .http1Config(Http1Config.custom().setBufferSize(BUFFER).build())
                            .build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(connectTimeout))
                            // The monitor bounds all reads together. A time-out of each read would
                            // not, and costs a virtual thread more than the read (ADR 22).
                            .setSocketTimeout(Timeout.DISABLED)
                            .setIdleTimeout(Timeout.of(idleTime))
                            .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
                            .build())
                    .build())
            .setRequestExecutor(
                new HttpRequestExecutor() {
                  @Override
                  public ClassicHttpResponse execute(
                      ClassicHttpRequest request,
                      HttpClientConnection connection,
                      HttpResponseInformationCallback informed,
                      HttpContext context)
                      throws IOException, HttpException {
                    ((InFlightRequest) context).markSent(readTimeout);
                    try {
                      return super.execute(request, connection, informed, context);
                    } catch (IllegalArgumentException e) {
                      // The parser's answer to a status line with a negative version.
                      throw new ProtocolException("malformed status line", e);
                    }
                  }
                })
            .disableAutomaticRetries()
            .disableRedirectHandling() // SEC-18
            .disableAuthCaching()
            .disableCookieManagement()
            .disableConnectionState()
            // Responses are small, and a body that is not unpacked cannot be a bomb.
            .disableContentCompression()
            .setDefaultHeaders(List.of(new BasicHeader(HttpHeaders.ACCEPT_ENCODING, "identity")))
            // Some gateways reject requests without a User-Agent.
            .setUserAgent("Gatehouse")
            .evictIdleConnections(TimeValue.of(idleTime))
            .build();
    // One thread looks at all requests: a timer for each would wake a thread twice for every call.
    Future<?> _ =
        monitor.scheduleWithFixedDelay(
            () -> inFlight.forEach(InFlightRequest::cancelIfOverdue),
            MONITOR_MS,
            MONITOR_MS,
            TimeUnit.MILLISECONDS);
  }

  /**
   * @param options the time left, and the query if they are a {@link Query}
   * @throws CallFailure if no response came, or one that is too long
   */
  @Override
  public Response execute(Request request, Request.Options options) throws CallFailure {
    String url = options instanceof Query query ? query.appendedTo(request.url()) : request.url();
    HttpUriRequestBase outgoing =
        new HttpUriRequestBase(request.httpMethod().name(), URI.create(url));
    if (request.body() != null) {
      outgoing.setEntity(new ByteArrayEntity(request.body(), ContentType.APPLICATION_JSON));
    }
    InFlightRequest sending =
        new InFlightRequest(outgoing, Duration.ofMillis(options.readTimeoutMillis()));
    inFlight.add(sending);
    try {
      return http.execute(
          outgoing,
          sending,
          response -> {
            sending.markAnswered();
            return Response.builder()
                .request(request)
                .status(response.getCode())
                .headers(Map.of())
                .body(bytes(response, outgoing))
                .build();
          });
    } catch (CallFailure e) {
      throw e;
    } catch (IOException | IllegalStateException e) {
      // Cancelled between connecting and sending, or after the end of the service.
      throw new CallFailure(
          sending.failure(), "no usable response from WeChat: " + e.getClass().getSimpleName());
    } finally {
      inFlight.remove(sending);
    }
  }

  private static byte[] bytes(ClassicHttpResponse response, HttpUriRequestBase request)
      throws IOException {
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return new byte[0];
    }
    byte[] bytes = entity.getContent().readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      // Otherwise closing the response would read on, to save the connection.
      request.cancel();
      throw CallFailure.unusable("over " + MAX_BYTES + " bytes");
    }
    return bytes;
  }

  /** Ends all calls. */
  @Override
  public void close() {
    monitor.shutdownNow();
    http.close(CloseMode.IMMEDIATE);
  }
}
