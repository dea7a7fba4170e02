package dev.gatehouse.adapter.phone;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The store on a database that only has this module's own script. */
abstract class JdbcSentCodesContract extends SentCodesContract {

  private static final String SCRIPT = "/gatehouse/migration/phone/V1__phone_codes.sql";

  /** A database in which the script was run. */
  abstract DataSource database();

  static void migrate(DataSource database) {
    try (InputStream script =
        Objects.requireNonNull(JdbcSentCodes.class.getResourceAsStream(SCRIPT))) {
      JdbcClient.create(database).sql(new String(script.readAllBytes(), UTF_8)).update();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  SentCodes codes() {
    return new JdbcSentCodes(database());
  }

  @Override
  SentCodes unreachableCodes() {
    return new JdbcSentCodes(
        new DriverManagerDataSource("jdbc:h2:tcp://127.0.0.1:1/nowhere", "sa", ""));
  }
}
