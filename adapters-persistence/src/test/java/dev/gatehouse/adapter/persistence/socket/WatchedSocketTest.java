package dev.gatehouse.adapter.persistence.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sockets whose reads end in time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchedSocketTest {

  private ServerSocket server;
  private Socket there;
  private WatchedSocket socket;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    socket = new WatchedSocket();
    ReadWatch.over(socket);
    socket.connect(server.getLocalSocketAddress());
    there = server.accept();
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    there.close();
    server.close();
  }

  @Test
  void a_read_that_takes_too_long_ends_and_the_socket_with_it() throws IOException {
    socket.setSoTimeout(100);
    InputStream input = socket.getInputStream();

    assertThatThrownBy(input::read).isInstanceOf(SocketTimeoutException.class);
    assertThat(socket.isClosed()).isTrue();
    assertThatThrownBy(() -> socket.setSoTimeout(100)).isInstanceOf(SocketException.class);
  }

  @Test
  void a_skip_that_takes_too_long_ends_as_well() throws IOException {
    socket.setSoTimeout(100);
    InputStream input = socket.getInputStream();

    assertThatThrownBy(() -> input.skip(10)).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void what_comes_in_time_is_read() throws IOException {
    socket.setSoTimeout(10_000);
    InputStream input = socket.getInputStream();
    there.getOutputStream().write(new byte[] {(byte) 0xff, 2, 3});

    assertThat(input.read()).isEqualTo(0xff);
    assertThat(input.readNBytes(2)).containsExactly(2, 3);
    assertThat(input.available()).isZero();
    there.shutdownOutput();
    assertThat(input.read()).isEqualTo(-1);
  }

  @Test
  void a_pause_between_two_reads_may_be_as_long_as_it_likes() throws IOException {
    socket.setSoTimeout(500);
    InputStream input = socket.getInputStream();
    there.getOutputStream().write(1);
    assertThat(input.read()).isEqualTo(1);

    letTheWatchLook();

    there.getOutputStream().write(2);
    assertThat(input.read()).isEqualTo(2);
  }

  @Test
  void without_a_time_out_a_read_waits() throws Exception {
    InputStream input = socket.getInputStream();
    assertThat(socket.getSoTimeout()).isZero();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> read(input), threads);

      letTheWatchLook();
      there.getOutputStream().write(7);

      assertThat(read.get()).isEqualTo(7);
    }
  }

  /** SEC-78. */
  @Test
  void an_answer_is_not_late_if_its_reader_waits_for_a_processor() throws Exception {
    socket.setSoTimeout(60_000);
    InputStream input = socket.getInputStream();
    CompletableFuture<Integer> first = new CompletableFuture<>();
    Thread reader = Thread.startVirtualThread(() -> first.complete(read(input)));
    await().until(reader::getState, Thread.State.WAITING::equals);

    try (BusyProcessors _ = new BusyProcessors()) {
      there.getOutputStream().write(new byte[] {7, 8});
      await().until(() -> input.available() > 0);
      socket.closeIfLate(System.nanoTime() + Duration.ofMinutes(2).toNanos());
    }

    assertThat(first.get()).isEqualTo(7);
    assertThat(input.read()).isEqualTo(8);
  }

  private static int read(InputStream input) {
    try {
      return input.read();
    } catch (IOException e) {
      return -2;
    }
  }

  /** Leaves no processor to other virtual threads. */
  private static final class BusyProcessors implements AutoCloseable {

    private static final int NUMBER =
        Integer.getInteger(
            "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());

    private final AtomicBoolean over = new AtomicBoolean();

    BusyProcessors() throws InterruptedException {
      CountDownLatch busy = new CountDownLatch(NUMBER);
      for (int i = 0; i < NUMBER; i++) {
        Thread.startVirtualThread(() -> {
          busy.countDown();
          while (!over.get()) {
            Thread.onSpinWait();
          }
        });
      }
      busy.await();
    }

    @Override
    public void close() {
      over.set(true);
    }
  }

  @Test
  void a_failure_of_another_kind_is_no_time_out() throws IOException {
    socket.setSoTimeout(10_000);
    InputStream input = socket.getInputStream();
    there.setSoLinger(true, 0);
    there.close();

    assertThatThrownBy(input::read)
        .isInstanceOf(SocketException.class)
        .isNotInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void a_negative_time_is_refused() {
    assertThatThrownBy(() -> socket.setSoTimeout(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Until a read of another socket, of a second, has been ended. */
  private void letTheWatchLook() throws IOException {
    try (WatchedSocket other = new WatchedSocket()) {
      ReadWatch.over(other);
      other.connect(server.getLocalSocketAddress());
      other.setSoTimeout(1_000);
      assertThatThrownBy(() -> other.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }
}
