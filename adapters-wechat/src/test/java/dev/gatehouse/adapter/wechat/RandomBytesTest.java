package dev.gatehouse.adapter.wechat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.login.LoginException;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * SEC-13: an answer is broken in its head as well as in its body. {@link AnswerFuzzing} does the
 * bodies; here whole answers are mangled, and sent over a socket.
 */
class RandomBytesTest {

  private static final int ANSWERS = 300;

  @Test
  @Timeout(120)
  void whatever_comes_over_the_wire_a_login_ends_in_a_defined_way() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (StubWeChat stub = new StubWeChat()) {
      InstalledAdapter adapter = InstalledAdapter.impatientAt(stub.baseUrl());
      for (int i = 0; i < ANSWERS; i++) {
        String bytes = mangled(random);
        stub.answersNext(StubWeChat.EXCHANGE, StubWeChat.bytesAndEnd(bytes));
        stub.answersNext(StubWeChat.USERINFO, StubWeChat.bytesAndEnd(mangled(random)));
        adapter.clock.advance(Duration.ofMinutes(1));

        assertThat(login(adapter)).as("answer %d of seed %d: %s", i, seed, bytes).isTrue();
      }
      // Fewer where the end of a connection was mangled, and the next login found it dead.
      assertThat(stub.calls())
          .filteredOn(StubWeChat.EXCHANGE::equals)
          .hasSizeBetween(ANSWERS / 2, ANSWERS);
    }
  }

  /** Whether it ended in a way that has a name. */
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

  /** A good answer with a few bytes changed, taken away or put in; or nothing but noise. */
  private static String mangled(Random random) {
    StringBuilder answer =
        new StringBuilder(
            StubWeChat.head(200, "Connection: close", "Content-Length: " + Answers.TOKEN.length())
                + Answers.TOKEN);
    if (random.nextInt(10) == 0) {
      byte[] noise = new byte[random.nextInt(5000)];
      random.nextBytes(noise);
      return new String(noise, ISO_8859_1);
    }
    for (int changes = random.nextInt(8); changes > 0; changes--) {
      int at = random.nextInt(answer.length());
      switch (random.nextInt(3)) {
        case 0 -> answer.setCharAt(at, (char) random.nextInt(256));
        case 1 -> answer.delete(at, Math.min(answer.length() - 1, at + random.nextInt(20)));
        default -> answer.insert(at, (char) random.nextInt(256));
      }
    }
    return answer.toString();
  }
}
