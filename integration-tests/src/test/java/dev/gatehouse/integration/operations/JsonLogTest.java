package dev.gatehouse.integration.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.support.LoginCalls;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;

/** One property makes every line of the log JSON in the Elastic Common Schema. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "logging.structured.format.console=ecs"
    })
@ExtendWith(OutputCaptureExtension.class)
@DirtiesContext
class JsonLogTest {

  @LocalServerPort private int port;

  /** Or Boot would leave the log as the service of another test has set it up. */
  @BeforeAll
  static void beginTheLogAnew() {
    LoggingSystem.get(JsonLogTest.class.getClassLoader()).cleanUp();
  }

  /** Boot keeps it for the life of the JVM. */
  @AfterAll
  static void forgetTheFormatOfTheLog() {
    System.clearProperty("CONSOLE_LOG_STRUCTURED_FORMAT");
  }

  @Test
  void a_login_is_a_line_with_fields_and_the_trace_id(CapturedOutput output) {
    new LoginCalls(port)
        .post("{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\",\"channel\":\"app\"}}");

    List<String> lines =
        output.getOut().lines().filter(line -> line.contains("login method=")).toList();
    assertThat(lines).hasSize(1);
    String line = lines.getFirst();
    assertThat(JsonPath.<String>read(line, "$.['@timestamp']")).isNotBlank();
    assertThat(JsonPath.<String>read(line, "$.log.level")).isEqualTo("INFO");
    assertThat(JsonPath.<String>read(line, "$.service.name")).isEqualTo("gatehouse");
    assertThat(JsonPath.<String>read(line, "$.message")).startsWith("login method=FAKE");
    assertThat(JsonPath.<String>read(line, "$.traceId")).matches("[0-9a-f]{32}");
    assertThat(JsonPath.<String>read(line, "$.login.channel")).isEqualTo("app");
    assertThat(JsonPath.<String>read(line, "$.login.outcome")).isIn("registered", "returned");
    assertThat(JsonPath.<Number>read(line, "$.login.duration_ms").longValue()).isNotNegative();
  }
}
