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

    /** Whether the server speaks MySQL's protocol; MariaDB does. */
    boolean isMySql() {
      return url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mysql+srv:");
    }
  }

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming the first property that is missing, of the wrong form,
   *     or would send users in the clear over a network
   */
  Complete complete() {
    Complete complete =
        new Complete(
            required("url", url, "the address of MySQL, jdbc:mysql://<host>:3306/<database>"),
            required("username", username, "the service's account"),
            required("password", password, "the password of the service's account"));
    if (complete.isMySql()) {
      MySqlUrl.parse(complete.url()).requireEncryption();
    }
    return complete;
  }

  private static String required(String name, @Nullable String value, String meaning) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "spring.datasource." + name + " is missing: set it to " + meaning);
    }
    // A URL of no driver of ours would be quoted, with a password perhaps, by the one who looks.
    if (name.equals("url") && !value.matches("jdbc:(mysql(\\+srv)?|h2):.*")) {
      throw new IllegalArgumentException(
          "spring.datasource.url must begin with jdbc:mysql:, as in"
              + " jdbc:mysql://<host>:3306/<database>");
    }
    return value;
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "DatabaseProperties[]";
  }
}
