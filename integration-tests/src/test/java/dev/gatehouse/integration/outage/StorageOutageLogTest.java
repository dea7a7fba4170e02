package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SettableTime;
import dev.gatehouse.testkit.InMemoryUserRepository;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** What the log says while the store is gone. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"management.server.port=0", "test.fakes.installed=true"})
@Import(SettableTime.class)
@ExtendWith(OutputCaptureExtension.class)
class StorageOutageLogTest {

  private static final String LOGIN =
      "{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}";

  @LocalServerPort private int port;
  @Autowired private InMemoryUserRepository users;

  @AfterEach
  void recover() {
    users.recover();
  }

  @Test
  void an_outage_is_an_error_once_a_minute_and_every_request_can_be_found(CapturedOutput output) {
    users.fail();
    SettableTime.CLOCK.advance(Duration.ofMinutes(1));
    List<Answer> minute = Stream.generate(this::login).limit(3).toList();
    SettableTime.CLOCK.advance(Duration.ofMinutes(1));
    Answer next = login();

    assertThat(errors(output))
        .hasSize(2)
        .first()
        .asString()
        .contains(minute.getFirst().text("$.traceId"));
    assertThat(errors(output).getLast())
        .contains("2 more since the last such line")
        .contains(next.text("$.traceId"));
    assertThat(minute)
        .allSatisfy(answer ->
            assertThat(output.getAll().lines().filter(line -> line.contains("OutageLog")))
                .anyMatch(line -> line.contains(answer.text("$.traceId"))));
  }

  private Answer login() {
    return new LoginCalls(port).post(LOGIN);
  }

  private static List<String> errors(CapturedOutput output) {
    return output.getAll().lines().filter(line -> line.contains(" ERROR ")).toList();
  }
}
