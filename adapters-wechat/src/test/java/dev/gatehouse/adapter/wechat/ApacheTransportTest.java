package dev.gatehouse.adapter.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

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

/** SEC-18, SEC-19: what goes out on the wire, and on how many connections. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ApacheTransportTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private StubWeChat stub;

  @BeforeEach
  void start() throws IOException {
    stub = new StubWeChat();
    stub.answers(StubWeChat.EXCHANGE, 200, Answers.TOKEN);
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
  void errors_and_redirects_keep_the_connection_too() throws IOException {
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
  void as_many_connections_as_calls_at_one_time_are_kept() throws Exception {
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
  void an_idle_connection_is_closed_from_our_side() throws IOException {
    ApacheTransport transport = transport(Duration.ofMillis(100));

    call(transport);

    await().atMost(30, TimeUnit.SECONDS).until(() -> stub.connectionsClosedByClient() == 1);
  }

  /** In the time between: the request fails, and is not sent again. */
  @Test
  void a_dead_kept_alive_connection_costs_a_call_and_not_a_second_send() throws IOException {
    ApacheTransport transport = transport(LONG);
    call(transport);
    stub.answersNext(StubWeChat.EXCHANGE, StubWeChat.bytesAndEnd(""));

    CallFailure failure = catchThrowableOfType(CallFailure.class, () -> call(transport));

    assertThat(failure.outcome()).isEqualTo(Outcome.BROKEN);
    assertThat(stub.calls()).hasSize(2);
    assertThat(call(transport).status()).isEqualTo(200);
  }

  @Test
  void what_could_not_be_sent_is_known_not_to_have_been() {
    ApacheTransport transport = transport(LONG);

    CallFailure failure =
        catchThrowableOfType(CallFailure.class, () -> call(transport, "http://127.0.0.1:1"));

    assertThat(failure.outcome().wasSent()).isFalse();
  }

  /** The system's own lookup cannot be interrupted. */
  @Test
  void a_name_server_that_is_silent_is_not_waited_for() {
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

  /** Read time-out: from a request to the head of its answer. */
  @Test
  void an_answer_that_does_not_begin_is_waited_for_as_long_as_one_read() throws IOException {
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
