package dev.gatehouse.adapter.persistence;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the database is. What is missing stops the start with a message that names the property,
 * never the value.
 */
@ConfigurationProperties("spring.datasource")
record DatabaseProperties(
    @Nullable String url, @Nullable String username, @Nullable String password) {

  /** The settings once they are known to be there. */
  record Complete(String url, String username, String password) {

    /** Shows no secret. */
    @Override
    public String toString() {
      return "DatabaseProperties[]";
    }

    boolean isMySql() {
      return url.startsWith("jdbc:mysql:");
    }
  }

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming the first property that is missing or no JDBC URL
   */
  Complete complete() {
    String completeUrl =
        required("url", url, "the address of MySQL, jdbc:mysql://<host>:3306/<database>");
    if (!completeUrl.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "spring.datasource.url must begin with jdbc:, as in jdbc:mysql://<host>:3306/<database>");
    }
    return new Complete(
        completeUrl,
        required("username", username, "the service's account"),
        required("password", password, "the password of the service's account"));
  }

  private static String required(String name, @Nullable String value, String meaning) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "spring.datasource." + name + " is missing: set it to " + meaning);
    }
    return value;
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "DatabaseProperties[]";
  }
}
