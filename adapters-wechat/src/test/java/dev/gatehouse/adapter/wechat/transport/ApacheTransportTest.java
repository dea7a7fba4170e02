package dev.gatehouse.adapter.wechat.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.adapter.wechat.Responses;
import dev.gatehouse.adapter.wechat.StubWeChat;
import dev.gatehouse.adapter.wechat.resilience.CallFailure;
import dev.gatehouse.adapter.wechat.resilience.Outcome;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SEC-18, SEC-19: the requests that are sent, and the connections that they use. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ApacheTransportTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private StubWeChat stub;

  @BeforeEach
  void start() throws IOException {
    stub = new StubWeChat();
    stub.answers(StubWeChat.EXCHANGE, 200, Responses.TOKEN);
  }

  @AfterEach
  void stop() throws IOException {
    stub.close();
  }

  @Test
  void one_connection_serves_one_call_after_another() throws IOException {
    ApacheTransport transport = transport(LONG);

    for (int i = 0; i < 50; i++) {
      assertThat(call(transport).status()).isEqualTo(200);
    }

    assertThat(stub.calls()).hasSize(50);
    assertThat(stub.connections()).isEqualTo(1);
  }

  @Test
  void errors_and_redirects_keep_the_connection() throws IOException {
    ApacheTransport transport = transport(LONG);
    for (int status : new int[] {302, 404, 502, 503}) {
      stub.answersNext(
          StubWeChat.EXCHANGE,
          StubWeChat.bytes(
              StubWeChat.head(
                  status, "Content-Length: 0", "Location: /elsewhere", "Retry-After: 0")));
    }

    for (int i = 0; i < 5; i++) {
      call(transport);
    }

    assertThat(stub.calls()).hasSize(5).containsOnly(StubWeChat.EXCHANGE);
    assertThat(stub.connections()).isEqualTo(1);
  }

  @Test
  void concurrent_calls_keep_their_connections() throws Exception {
    ApacheTransport transport = transport(LONG);

    for (int round = 0; round < 3; round++) {
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var calls = Collections.nCopies(40, (Callable<Response>) () -> call(transport));
        assertThat(threads.invokeAll(calls)).allMatch(call -> call.resultNow().status() == 200);
      }
    }

    assertThat(stub.calls()).hasSize(120);
    assertThat(stub.connections()).isLessThanOrEqualTo(40);
  }

  @Test
  void an_idle_connection_is_closed_by_the_client() throws IOException {
    ApacheTransport transport = transport(Duration.ofMillis(100));

    call(transport);

    await().atMost(30, TimeUnit.SECONDS).until(() -> stub.connectionsClosedByClient() == 1);
  }

  /** Before the client closes an idle connection: the request fails and is not sent again. */
  @Test
  void a_request_on_a_dead_connection_fails_and_is_sent_once() throws IOException {
    ApacheTransport transport = transport(LONG);
    call(transport);
    stub.answersNext(StubWeChat.EXCHANGE, StubWeChat.bytesAndEnd(""));

    CallFailure failure = catchThrowableOfType(CallFailure.class, () -> call(transport));

    assertThat(failure.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(stub.calls()).hasSize(2);
    assertThat(call(transport).status()).isEqualTo(200);
  }

  @Test
  void a_request_without_a_connection_counts_as_not_sent() {
    ApacheTransport transport = transport(LONG);

    CallFailure failure =
        catchThrowableOfType(CallFailure.class, () -> call(transport, "http://127.0.0.1:1"));

    assertThat(failure.outcome().wasSent()).isFalse();
  }

  /** The HTTP client then throws what it throws when a call is cancelled before it is sent. */
  @Test
  void a_call_after_the_end_of_the_service_fails_as_one_that_was_not_sent() {
    ApacheTransport transport = transport(LONG);
    transport.close();

    CallFailure failure = catchThrowableOfType(CallFailure.class, () -> call(transport));

    assertThat(failure.outcome()).isEqualTo(Outcome.UNREACHABLE);
  }

  /** The system's own lookup cannot be interrupted. */
  @Test
  void a_silent_name_server_ends_the_call_at_the_connect_timeout() {
    CountDownLatch silence = new CountDownLatch(1);
    DnsResolver silent =
        new SystemDefaultDnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            try {
              silence.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
            return super.resolve(host);
          }
        };

    try (ApacheTransport transport =
        new ApacheTransport(
            Duration.ofMillis(200), LONG, 40, LONG, silent, SSLContexts.createDefault())) {
      CallFailure failure =
          catchThrowableOfType(CallFailure.class, () -> call(transport, "http://wechat.example"));

      assertThat(failure.outcome()).isEqualTo(Outcome.UNREACHABLE);
    } finally {
      silence.countDown();
    }
  }

  /** Read time-out: from a request to the head of its response. */
  @Test
  void a_response_that_does_not_begin_ends_the_call_at_the_read_timeout() throws IOException {
    stub.answers(StubWeChat.EXCHANGE, StubWeChat.hang());
    try (ApacheTransport transport =
        new ApacheTransport(
            LONG,
            Duration.ofMillis(200),
            40,
            LONG,
            SystemDefaultDnsResolver.INSTANCE,
            SSLContexts.createDefault())) {
      CallFailure failure = catchThrowableOfType(CallFailure.class, () -> call(transport));

      assertThat(failure.outcome()).isEqualTo(Outcome.TIMED_OUT);
    }
  }

  private ApacheTransport transport(Duration idleTime) {
    return new ApacheTransport(
        LONG, LONG, 40, idleTime, SystemDefaultDnsResolver.INSTANCE, SSLContexts.createDefault());
  }

  private Response call(ApacheTransport transport) throws CallFailure {
    return call(transport, stub.baseUrl());
  }

  private static Response call(ApacheTransport transport, String baseUrl) throws CallFailure {
    Request request =
        Request.create(
            Request.HttpMethod.GET,
            baseUrl + StubWeChat.EXCHANGE,
            Map.of(),
            Request.Body.empty(),
            null);
    return transport.execute(
        request, new Request.Options(10, TimeUnit.MINUTES, 10, TimeUnit.MINUTES, false));
  }
}
