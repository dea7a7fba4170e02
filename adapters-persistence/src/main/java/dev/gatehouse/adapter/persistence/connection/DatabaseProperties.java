package dev.gatehouse.adapter.persistence.connection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.ClassUtils;

/**
 * The address of the database and the account. A missing value stops the start with a message that
 * names the property, never a value.
 *
 * @param url the JDBC URL of MySQL 8.4 or 9.x
 * @param username the account of the service
 * @param password the password of that account
 */
@ConfigurationProperties("spring.datasource")
public record DatabaseProperties(
    @Nullable String url, @Nullable String username, @Nullable String password) {

  /** What our documents print; a password that everyone can read protects nothing. */
  private static final Set<String> SAMPLE_PASSWORDS = Set.of("change-me", "a long password");

  private static final Set<String> H2_OPTIONS =
      Set.of("MODE", "DATABASE_TO_LOWER", "DB_CLOSE_DELAY", "DB_CLOSE_ON_EXIT", "LOCK_TIMEOUT");

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
    if (SAMPLE_PASSWORDS.contains(complete.password())) {
      problems.add(
          "spring.datasource.password is the sample of the documentation: set the password of the"
              + " service's own account");
    }
    if (complete.url().startsWith("jdbc:h2:") && !hasSafeH2Options(complete.url())) {
      problems.add(
          "spring.datasource.url sets an H2 option that can run SQL or code, such as INIT: leave"
              + " MODE, DATABASE_TO_LOWER, DB_CLOSE_DELAY, DB_CLOSE_ON_EXIT and LOCK_TIMEOUT only");
    }
    if (complete.url().startsWith("jdbc:h2:")
        && !ClassUtils.isPresent("org.h2.Driver", getClass().getClassLoader())) {
      problems.add(
          "spring.datasource.url names H2, which is for trials by bin/run and does not ship: use"
              + " MySQL");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    if (complete.isMySql()) {
      MySqlUrl url = MySqlUrl.parse(complete.url());
      url.requireSafeOptions();
      url.requireEncryption();
    }
    return complete;
  }

  private static boolean hasSafeH2Options(String url) {
    return Arrays.stream(url.split(";", -1))
        .skip(1)
        .filter(option -> !option.isBlank())
        .map(option -> option.substring(0, Math.max(0, option.indexOf('='))))
        .allMatch(name -> H2_OPTIONS.contains(name.strip().toUpperCase(Locale.ROOT)));
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
