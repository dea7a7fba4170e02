package dev.gatehouse.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.knock.KnockProperties;
import dev.gatehouse.application.operation.StorageRetry;
import dev.gatehouse.bootstrap.GatehouseApplication;
import dev.gatehouse.testkit.service.TestKeys;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.UnsatisfiedDependencyException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * SEC-27, SEC-45: a bad setting stops the start, and is named with the way out but without its
 * value.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConfigurationTest {

  private static final List<String> GOOD =
      List.of(
          "--server.port=0",
          "--management.server.port=0",
          "--gatehouse.wechat.apps.web.id=wx0123456789abcdef",
          "--gatehouse.wechat.apps.web.secret=fedcba9876543210fedcba9876543210",
          "--gatehouse.public-url=http://127.0.0.1:8080",
          "--gatehouse.session.signing-keys=" + TestKeys.file(),
          "--spring.datasource.url=jdbc:h2:mem:configuration;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
          "--spring.datasource.username=sa",
          "--spring.datasource.password=trial");

  @ParameterizedTest
  @CsvSource({
    "gatehouse.wechat.apps.web.secret=, gatehouse.wechat.apps.web.secret is missing",
    "gatehouse.wechat.api-base-url=http://planted.example, gatehouse.wechat.api-base-url must be",
    "gatehouse.wechat.deadline=planted, cannot read gatehouse.wechat.deadline: it must be a time",
    "gatehouse.wechat.deadlin=planted, gatehouse.wechat.deadlin is no setting of this service: did you mean gatehouse.wechat.deadline?",
    "gatehouse.wechat.apps.web.secert=planted, gatehouse.wechat.apps.web.secert is no setting of this service: did you mean gatehouse.wechat.apps.web.secret?",
    "gatehouse.registration.default-name=, gatehouse.registration.default-name must be",
    "gatehouse.seed-compatibility.enabled=ja, cannot read gatehouse.seed-compatibility.enabled: it must be true or false",
    "gatehouse.seed-compatibility.enabled=yes, gatehouse.seed-compatibility.enabled must be true or false",
    "gatehouse.limits.requests-per-minute=-1, gatehouse.limits.requests-per-minute must not be",
    "gatehouse.limits.requests-per-minute=many, cannot read gatehouse.limits.requests-per-minute: it must be a whole number",
    "gatehouse.limits.header-count=1, gatehouse.limits.header-count must be between",
    "gatehouse.trusted-proxies=planted, gatehouse.trusted-proxies[0] is no address or range",
    "gatehouse.forwarding-header=planted, gatehouse.forwarding-header must be",
    "gatehouse.public-url=, gatehouse.public-url",
    "gatehouse.public-url=http://planted.example, gatehouse.public-url",
    "gatehouse.return-to=planted, gatehouse.return-to must be exact https origins",
    "gatehouse.session.signing-keys=, gatehouse.session.signing-keys is missing",
    "gatehouse.session.signing-keys=/planted, 'gatehouse.session.signing-keys, file 1, cannot be'",
    "gatehouse.session.access-ttl=0s, gatehouse.session.access-ttl must be between",
    "gatehouse.session.refresh-ttl=1m, gatehouse.session.access-ttl must be shorter",
    "gatehouse.session.refresh-ttl=401d, gatehouse.session.refresh-ttl must be at most",
    "gatehouse.session.enabled=on, gatehouse.session.enabled must be true or false",
    "gatehouse.sign-in-page.enabled=on, gatehouse.sign-in-page.enabled must be true or false",
    "gatehouse.page.product-name=, gatehouse.page.product-name must have",
    "gatehouse.page.logo=javascript:planted, gatehouse.page.logo must be",
    "gatehouse.page.logo=//planted.example/logo.svg, gatehouse.page.logo must be",
    "gatehouse.page.color=#ffee00, gatehouse.page.color is too light",
    "gatehouse.page.terms-url=http://planted.example, gatehouse.page.terms-url must be",
    "gatehouse.page.privacy-url=planted, gatehouse.page.privacy-url must be",
    "gatehouse.wechat.embedded-script-url=planted, gatehouse.wechat.embedded-script-url",
    "spring.datasource.url=, spring.datasource.url is missing",
    "spring.datasource.url=jdbc:planted:x, spring.datasource.url must begin with",
    "spring.datasource.password=change-me, spring.datasource.password is the sample",
    "spring.datasource.url=jdbc:h2:mem:planted;INIT=planted, spring.datasource.url sets an H2 option",
    "spring.datasource.url=jdbc:mysql://127.0.0.1:1/planted?autoDeserialize=true, spring.datasource.url sets options of the driver",
    "gatehouse.public-url=https://planted.example, spring.datasource.url names H2",
    "'gatehouse.trusted-proxies=0.0.0.0/1,128.0.0.0/1', gatehouse.trusted-proxies together cover",
    "server.servlet.context-path=/planted, server.servlet.context-path must not be set",
    "server.forward-headers-strategy=native, server.forward-headers-strategy must be none",
    "server.forward-headers-strategy=framework, server.forward-headers-strategy must be none",
    "server.tomcat.remoteip.remote-ip-header=X-Planted, server.tomcat.remoteip.remote-ip-header must not",
    "management.endpoints.web.exposure.include=*, management.endpoints.web.exposure.include may",
    "'management.endpoints.web.exposure.include=health,env', management.endpoints.web.exposure.include may",
    "management.endpoints.web.exposure.include[0]=heapdump, management.endpoints.web.exposure.include may",
    "management.opentelemetry.tracing.export.otlp.transport=grpc, management.opentelemetry.tracing.export.otlp.transport must be http",
    "server.tomcat.accesslog.enabled=on, server.tomcat.accesslog.pattern writes queries",
    "server.http2.enabled=yes, server.http2.enabled must be false",
    "server.max-http-request-header-size=65KB, server.max-http-request-header-size must be at most",
    "server.tomcat.accesslog.enabled=true, server.tomcat.accesslog.pattern writes queries",
    "spring.datasource.password=, spring.datasource.password is missing",
  })
  void a_bad_setting_stops_the_start_in_one_line(
      String setting, String message, CapturedOutput output) {
    String name = setting.substring(0, setting.indexOf('=') + 1);
    String[] arguments =
        Stream.concat(
                GOOD.stream().filter(good -> !good.startsWith("--" + name)),
                Stream.of("--" + setting))
            .toArray(String[]::new);

    assertStopsInOneLine(message, output, arguments, GatehouseApplication.class);
  }

  @Test
  void management_on_the_port_of_the_api_stops_the_start(CapturedOutput output) {
    String[] arguments =
        Stream.concat(
                GOOD.stream().filter(good -> !good.contains("server.port=")),
                Stream.of("--server.port=8080", "--management.server.port=8080"))
            .toArray(String[]::new);

    assertStopsInOneLine(
        "management.server.port must not be server.port",
        output,
        arguments,
        GatehouseApplication.class);
  }

  @Test
  void a_port_that_is_in_use_is_named_with_the_settings_that_change_it(CapturedOutput output)
      throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String[] arguments =
          Stream.concat(
                  GOOD.stream().filter(good -> !good.startsWith("--server.port=")),
                  Stream.of("--server.port=" + taken.getLocalPort()))
              .toArray(String[]::new);

      assertThatThrownBy(() -> SpringApplication.run(GatehouseApplication.class, arguments))
          .isInstanceOf(RuntimeException.class);

      assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ")))
          .singleElement()
          .asString()
          .contains("Gatehouse did not start: port " + taken.getLocalPort() + " is in use")
          .contains("--server.port", "--management.server.port");
    }
  }

  /** What the JDK refuses would show the value; what the author of an adapter wrote does not. */
  @ParameterizedTest
  @CsvSource({
    "planted, '', gatehouse.knock.door must be open",
    "open, not planted, cannot read gatehouse.knock: correct its form (KnockProperties)",
  })
  void a_line_of_another_teams_adapter_is_shown_as_it_was_written(
      String door, String wall, String message, CapturedOutput output) {
    String[] arguments =
        Stream.concat(
                GOOD.stream(),
                Stream.of("--gatehouse.knock.door=" + door, "--gatehouse.knock.wall=" + wall))
            .toArray(String[]::new);

    assertStopsInOneLine(message, output, arguments, GatehouseApplication.class, Knock.class);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(KnockProperties.class)
  static class Knock {}

  /** Another team's store of users replaces the adapter that brings the database. */
  @ParameterizedTest
  @ValueSource(classes = {NeedsRetry.class, NeedsDataSource.class})
  void a_module_without_the_database_that_it_needs_is_named(
      Class<?> module, CapturedOutput output) {
    assertThatThrownBy(
            () -> SpringApplication.run(module, "--spring.main.web-application-type=none"))
        .isInstanceOf(UnsatisfiedDependencyException.class);

    assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ")))
        .singleElement()
        .asString()
        .contains("Gatehouse did not start: " + module.getName() + " needs a database")
        .contains("define beans of DataSource and StorageRetry");
  }

  @Configuration(proxyBeanMethods = false)
  static class NeedsRetry {
    @Bean
    String rows(StorageRetry retry) {
      return retry.toString();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class NeedsDataSource {
    @Bean
    String rows(DataSource rows) {
      return rows.toString();
    }
  }

  private static void assertStopsInOneLine(
      String message, CapturedOutput output, String[] arguments, Class<?>... sources) {
    assertThatThrownBy(() -> SpringApplication.run(sources, arguments))
        .isInstanceOf(ConfigurationProblems.class);

    assertThat(output.getAll().lines().filter(line -> line.contains(" ERROR ")))
        .singleElement()
        .asString()
        .contains("Gatehouse did not start: " + message);
    assertThat(output).doesNotContain("planted").doesNotContain("\tat ");
  }
}
