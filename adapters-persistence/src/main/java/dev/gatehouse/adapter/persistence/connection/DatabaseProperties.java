package dev.gatehouse.adapter.persistence.connection;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The address of the database and the account. A missing value stops the start with a message that
 * names the property, never a value.
 */
@ConfigurationProperties("spring.datasource")
public record DatabaseProperties(
    @Nullable String url, @Nullable String username, @Nullable String password) {

  /** The settings, all present. */
  public record Complete(String url, String username, String password) {

    /** Shows no secret. */
    @Override
    public String toString() {
      return "DatabaseProperties[]";
    }

    /** Whether the server speaks MySQL's protocol; MariaDB does. */
    public boolean isMySql() {
      return url.startsWith("jdbc:mysql:") || url.startsWith("jdbc:mysql+srv:");
    }
  }

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException naming each property that is missing or of the wrong form, one
   *     a line, or the URL that would send users in the clear over a network
   */
  public Complete complete() {
    List<String> problems = new ArrayList<>();
    Complete complete =
        new Complete(
            required(
                "url", url, "the address of MySQL, jdbc:mysql://<host>:3306/<database>", problems),
            required("username", username, "the service's account", problems),
            required("password", password, "the password of the service's account", problems));
    // DriverManager would quote a URL without a driver, perhaps with a password in it.
    if (!complete.url().isEmpty() && !complete.url().matches("jdbc:(mysql(\\+srv)?|h2):.*")) {
      problems.add(
          "spring.datasource.url must begin with jdbc:mysql:, as in"
              + " jdbc:mysql://<host>:3306/<database>");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    if (complete.isMySql()) {
      MySqlUrl.parse(complete.url()).requireEncryption();
    }
    return complete;
  }

  private static String required(
      String name, @Nullable String value, String meaning, List<String> problems) {
    if (value == null || value.isBlank()) {
      problems.add("spring.datasource." + name + " is missing: set it to " + meaning);
      return "";
    }
    return value;
  }

  /** Shows no secret. */
  @Override
  public String toString() {
    return "DatabaseProperties[]";
  }
}
