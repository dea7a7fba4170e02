package dev.gatehouse.adapter.wechat.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.adapter.wechat.Responses;
import dev.gatehouse.adapter.wechat.StubWeChat;
import dev.gatehouse.adapter.wechat.provider.InstalledAdapter;
import dev.gatehouse.domain.login.LoginException;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * SEC-13: {@link ResponseFuzzing} mangles bodies. This test mangles whole responses with their
 * heads and sends them over a socket.
 */
class RandomBytesTest {

  private static final int RESPONSES = 300;

  @Test
  @Timeout(120)
  void a_login_ends_in_a_defined_way_with_any_bytes_on_the_wire() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (StubWeChat stub = new StubWeChat()) {
      InstalledAdapter adapter = InstalledAdapter.impatientAt(stub.baseUrl());
      for (int i = 0; i < RESPONSES; i++) {
        String bytes = mangled(random);
        stub.answersNext(StubWeChat.EXCHANGE, StubWeChat.bytesAndEnd(bytes));
        stub.answersNext(StubWeChat.USERINFO, StubWeChat.bytesAndEnd(mangled(random)));
        adapter.clock.advance(Duration.ofMinutes(1));

        assertThat(login(adapter)).as("response %d of seed %d: %s", i, seed, bytes).isTrue();
      }
      // Fewer, because mangled bytes can leave a dead connection for the next login.
      assertThat(stub.calls())
          .filteredOn(StubWeChat.EXCHANGE::equals)
          .hasSizeBetween(RESPONSES / 2, RESPONSES);
    }
  }

  /** Whether the login ended in a defined way. */
  private static boolean login(InstalledAdapter adapter) {
    try {
      adapter.login().profile();
      return true;
    } catch (LoginException e) {
      return true;
    } catch (RuntimeException e) {
      e.printStackTrace();
      return false;
    }
  }

  /** A valid response with a few bytes changed, removed or inserted; or random bytes only. */
  private static String mangled(Random random) {
    StringBuilder response =
        new StringBuilder(
            StubWeChat.head(200, "Connection: close", "Content-Length: " + Responses.TOKEN.length())
                + Responses.TOKEN);
    if (random.nextInt(10) == 0) {
      byte[] noise = new byte[random.nextInt(5000)];
      random.nextBytes(noise);
      return new String(noise, ISO_8859_1);
    }
    for (int changes = random.nextInt(8); changes > 0; changes--) {
      int at = random.nextInt(response.length());
      switch (random.nextInt(3)) {
        case 0 -> response.setCharAt(at, (char) random.nextInt(256));
        case 1 -> response.delete(at, Math.min(response.length() - 1, at + random.nextInt(20)));
        default -> response.insert(at, (char) random.nextInt(256));
      }
    }
    return response.toString();
  }
}
