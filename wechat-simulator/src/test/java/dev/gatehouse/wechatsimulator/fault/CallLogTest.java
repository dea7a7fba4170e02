package dev.gatehouse.wechatsimulator.fault;

import static dev.gatehouse.wechatsimulator.platform.WeChatEndpoint.USERINFO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CallLogTest {
  @Test
  void only_the_last_thousand_are_kept() {
    CallLog log = new CallLog();
    for (int i = 0; i < 1001; i++) {
      log.add(new RecordedCall(USERINFO, i, Instant.EPOCH, "", 1));
    }

    assertThat(log.latest()).hasSize(1000);
    assertThat(log.latest().getFirst().errcode()).isEqualTo(1);
    assertThat(log.latest().getLast().errcode()).isEqualTo(1000);
  }
}
