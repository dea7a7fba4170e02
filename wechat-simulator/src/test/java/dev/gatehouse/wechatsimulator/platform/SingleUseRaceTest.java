package dev.gatehouse.wechatsimulator.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.wechatsimulator.TestClient;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SingleUseRaceTest {
  private static final int CONTENDERS = 32;

  @Test
  void of_simultaneous_exchanges_over_http_exactly_one_succeeds() throws Exception {
    try (WeChatSimulator simulator = WeChatSimulator.start(0)) {
      TestClient client = new TestClient(simulator);
      for (int round = 0; round < 10; round++) {
        String code = simulator.codeFor("xiaoming", "app");

        List<Integer> errcodes =
            race(code, it -> client.exchange(it, "app").path("errcode").intValue(0));

        assertThat(errcodes).containsExactlyInAnyOrderElementsOf(oneSuccess());
      }
    }
  }

  /** Without HTTP in between the contenders come much closer to each other. */
  @Test
  void of_simultaneous_exchanges_within_the_platform_exactly_one_succeeds() throws Exception {
    App app = App.mobile("app", "wxapp", "secret");
    WeChatPlatform platform =
        new WeChatPlatform(
            new Apps(List.of(app)), new SimulatorClock(InstantSource.system()), new RandomText());
    for (int round = 0; round < 200; round++) {
      String code = platform.issueCode(SamplePeople.XIAOMING, app);

      List<Integer> errcodes =
          race(
              code,
              it ->
                  platform
                      .exchange(new TokenRequest("wxapp", "secret", it, "authorization_code"))
                      .errcode());

      assertThat(errcodes).containsExactlyInAnyOrderElementsOf(oneSuccess());
    }
  }

  private static List<Integer> oneSuccess() {
    return Stream.concat(Stream.of(0), Collections.nCopies(CONTENDERS - 1, 40163).stream())
        .toList();
  }

  private static List<Integer> race(String code, ToIntFunction<String> exchange)
      throws InterruptedException, ExecutionException {
    CyclicBarrier start = new CyclicBarrier(CONTENDERS);
    try (ExecutorService threads = Executors.newFixedThreadPool(CONTENDERS)) {
      List<Future<Integer>> outcomes =
          IntStream.range(0, CONTENDERS)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    start.await();
                    return exchange.applyAsInt(code);
                  }))
              .toList();
      List<Integer> errcodes = new ArrayList<>();
      for (Future<Integer> outcome : outcomes) {
        errcodes.add(outcome.get());
      }
      return errcodes;
    }
  }
}
