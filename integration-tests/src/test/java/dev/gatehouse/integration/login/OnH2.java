package dev.gatehouse.integration.login;

import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** On an H2 in memory, which all test classes share that implement this. */
public interface OnH2 {

  @DynamicPropertySource
  static void h2(DynamicPropertyRegistry properties) {
    properties.add(
        "spring.datasource.url",
        () -> "jdbc:h2:mem:shared;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE");
    properties.add("spring.datasource.username", () -> "sa");
    properties.add("spring.datasource.password", () -> "trial");
  }
}
