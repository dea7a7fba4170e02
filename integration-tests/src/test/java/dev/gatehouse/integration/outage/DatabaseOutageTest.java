package dev.gatehouse.integration.outage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.testkit.FakeIdentityProvider;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;

/** The real persistence adapter, and a database that goes away under it. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "spring.datasource.url=jdbc:h2:mem:outage;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=trial"
    })
@Import(DatabaseOutageTest.Provider.class)
@DirtiesContext
class DatabaseOutageTest {

  @LocalServerPort private int port;
  @Autowired private DataSource dataSource;

  @Test
  void a_login_without_its_database_is_unavailable() throws Exception {
    assertThat(dataSource).isInstanceOf(AutoCloseable.class);
    ((AutoCloseable) dataSource).close();

    Answer answer =
        new LoginCalls(port).post("{\"method\":\"FAKE\",\"credential\":{\"ticket\":\"ticket\"}}");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("storage_unavailable");
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Provider {

    @Bean
    FakeIdentityProvider weChatIdentityProvider() {
      return new FakeIdentityProvider(new LoginMethod("FAKE")).knows("ticket", "id", "小明");
    }
  }
}
