package dev.gatehouse.integration.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.testkit.FakeIdentityProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** Readiness follows the database; liveness does not, for no restart would bring it back. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "spring.datasource.url=jdbc:h2:mem:health;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=planted"
    })
@Import(HealthTest.Provider.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DirtiesContext
class HealthTest {

  @LocalManagementPort private int port;
  @Autowired private DataSource dataSource;
  @Autowired private ApplicationContext context;

  /** A burst of logins is no outage, and to send people elsewhere would make it worse there. */
  @Test
  @Order(1)
  void readiness_stays_while_logins_use_every_connection() throws SQLException {
    List<Connection> busy = new ArrayList<>();
    try {
      assertThatThrownBy(
              () -> {
                while (busy.size() < 1_000) {
                  busy.add(dataSource.getConnection());
                }
              })
          .isInstanceOf(SQLException.class);

      await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(30))
          .until(() -> status("/actuator/health/readiness") == 200);
    } finally {
      for (Connection connection : busy) {
        connection.close();
      }
    }
  }

  @Test
  @Order(2)
  void readiness_falls_with_the_database_and_liveness_does_not() throws Exception {
    assertThat(status("/actuator/health/readiness")).isEqualTo(200);
    assertThat(status("/actuator/health/liveness")).isEqualTo(200);
    assertThat(new LoginCalls(port).get("/actuator/health").text("$.components.database.status"))
        .isEqualTo("UP");

    for (DataSource pool : context.getBeansOfType(DataSource.class).values()) {
      ((AutoCloseable) pool).close();
    }

    await().atMost(Duration.ofMinutes(1)).until(() -> status("/actuator/health/readiness") == 503);
    assertThat(status("/actuator/health/liveness")).isEqualTo(200);
    assertThat(new LoginCalls(port).get("/actuator/health").http().body())
        .contains("\"database\":{\"status\":\"DOWN\"}")
        .doesNotContain("planted", "jdbc");
  }

  /** Sources without a repository have no commit. */
  @Test
  @Order(1)
  void the_build_is_named_by_version_and_commit() {
    LoginCalls.Answer info = new LoginCalls(port).get("/actuator/info");

    assertThat(info.text("$.build.version")).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    if (Files.exists(Path.of("../.git"))) {
      assertThat(info.text("$.git.commit.id")).matches("[0-9a-f]{7,40}");
    }
  }

  private int status(String path) {
    return new LoginCalls(port).get(path).status();
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Provider {

    @Bean
    FakeIdentityProvider weChatIdentityProvider() {
      return new FakeIdentityProvider(new LoginMethod("FAKE"));
    }
  }
}
