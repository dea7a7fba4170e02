package dev.gatehouse.adapter.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a network users go encrypted, whatever form the URL has. */
class MySqlUrlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://db.example/g?sslMode=DISABLED",
        "jdbc:mysql://db.example/g?sslMode=PREFERRED",
        "jdbc:mysql://db.example/g?useSSL=false",
        "jdbc:mysql://db.example/g?useSSL=true",
        "jdbc:mysql://10.0.0.1,127.0.0.1/g?sslMode=DISABLED",
        "jdbc:mysql://127.0.0.1,10.0.0.1/g?sslMode=DISABLED",
        "jdbc:mysql://address=(host=127.0.0.1),address=(host=db.example)(sslMode=DISABLED)/g",
        "jdbc:mysql://(host=db.example,port=3306,sslMode=DISABLED)/g",
        "jdbc:mysql:loadbalance://db1.example,db2.example/g?sslMode=DISABLED",
        "jdbc:mysql:replication://db1.example,db2.example/g?sslMode=DISABLED",
        "jdbc:mysql+srv://db.example/g?sslMode=DISABLED",
        "jdbc:mysql://localhost/g?dnsSrv=true&sslMode=DISABLED",
        "jdbc:mysql://[2001:db8::1]:3306/g?sslMode=DISABLED",
        "jdbc:mysql://localhost.example/g?sslMode=DISABLED",
        "jdbc:mysql://127.0.0.1.example/g?sslMode=DISABLED",
      })
  void tls_may_not_be_turned_off_to_another_machine(String url) {
    assertThatThrownBy(() -> new DatabaseProperties(url, "planted", "planted").complete())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("spring.datasource.url turns off TLS")
        .hasMessageContaining("sslMode=REQUIRED")
        .hasMessageNotContaining("example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://db.example/g",
        "jdbc:mysql://db.example/g?sslMode=REQUIRED",
        "jdbc:mysql://db.example/g?sslMode=VERIFY_CA",
        "jdbc:mysql://127.0.0.1/g?sslMode=DISABLED",
        "jdbc:mysql://localhost/g?useSSL=false",
        "jdbc:mysql:///g?sslMode=DISABLED",
        "jdbc:mysql://[::1]:3306/g?sslMode=DISABLED",
        "jdbc:mysql://127.0.0.1:3311,127.0.0.1:3312/g?sslMode=DISABLED",
      })
  void everything_else_may_be(String url) {
    assertThatCode(() -> new DatabaseProperties(url, "planted", "planted").complete())
        .doesNotThrowAnyException();
  }

  @Test
  void what_the_driver_cannot_read_is_not_quoted() {
    assertThatThrownBy(() ->
            new DatabaseProperties("jdbc:mysql://h:planted/g?password=planted", "u", "planted")
                .complete())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("spring.datasource.url is not of the form")
        .hasMessageNotContaining("planted");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://db.example/g, sslMode, VERIFY_IDENTITY",
    "jdbc:mysql://127.0.0.1/g, sslMode, DISABLED",
    "jdbc:mysql://127.0.0.1/g?sslMode=REQUIRED, sslMode, ",
    "jdbc:mysql://db.example/g?openTelemetry=REQUIRED, openTelemetry, DISABLED",
    "'jdbc:mysql://127.0.0.1,db.example/g', sslMode, VERIFY_IDENTITY",
    "jdbc:mysql+srv://db.example/g, sslMode, VERIFY_IDENTITY",
    "jdbc:mysql://127.0.0.1/g, allowPublicKeyRetrieval, true",
    "jdbc:mysql://db.example/g, allowPublicKeyRetrieval, ",
    "jdbc:mysql://db.example/g?sslMode=REQUIRED, sslMode, ",
    "jdbc:mysql://db.example/g?socketTimeout=9000, socketTimeout, ",
    "jdbc:mysql://db.example/g?autoReconnect=true, autoReconnect, false",
    "jdbc:mysql://db.example/g?characterEncoding=latin1, characterEncoding, UTF-8",
  })
  void an_option_is_set_unless_the_operator_may_choose_it(String url, String option, String value) {
    DatabaseProperties.Complete database = new DatabaseProperties.Complete(url, "u", "p");

    Properties options = DriverOptions.forLogins(database);

    assertThat(options.getProperty(option)).isEqualTo(value);
  }
}
