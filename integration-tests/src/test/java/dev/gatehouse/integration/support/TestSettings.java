package dev.gatehouse.integration.support;

import dev.gatehouse.testkit.service.TestKeys;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * What a service cannot start without and most tests do not care about. Comes last: a test that
 * does care sets it as usual.
 */
public final class TestSettings implements EnvironmentPostProcessor {

  public static final String PUBLIC_URL = "http://127.0.0.1:8080";

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource(
                "test settings",
                Map.of(
                    "gatehouse.public-url",
                    PUBLIC_URL,
                    "gatehouse.session.signing-keys",
                    TestKeys.file().toString(),
                    // No load balancer stands before a test.
                    "gatehouse.shutdown.drain",
                    "0s")));
  }
}
