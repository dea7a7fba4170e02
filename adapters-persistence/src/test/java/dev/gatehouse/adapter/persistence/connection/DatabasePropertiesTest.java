package dev.gatehouse.adapter.persistence.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SEC-27: the message names the property and never the value. */
class DatabasePropertiesTest {

  @ParameterizedTest
  @CsvSource({
    ", planted, planted, spring.datasource.url is missing",
    "' ', planted, planted, spring.datasource.url is missing",
    "mysql://planted, planted, planted, spring.datasource.url must begin with jdbc:",
    "jdbc:mysql://planted/g, , planted, spring.datasource.username is missing",
    "jdbc:mysql://planted/g, planted, ' ', spring.datasource.password is missing",
    "jdbc:mysql://planted/g, planted, change-me, spring.datasource.password is the sample",
  })
  void a_bad_setting_is_named(String url, String username, String password, String message) {
    DatabaseProperties properties = new DatabaseProperties(url, username, password);

    assertThatThrownBy(properties::complete)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message)
        .hasMessageNotContaining("planted");
  }

  /** SEC-45. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:planted;INIT=RUNSCRIPT FROM 'planted.sql'",
        "jdbc:h2:mem:planted;MODE=MySQL; init =planted",
        "jdbc:h2:mem:planted;DATABASE_EVENT_LISTENER=planted",
        "jdbc:h2:mem:planted;TRACE_LEVEL_FILE=4",
      })
  void an_option_of_h2_that_runs_something_is_refused(String url) {
    DatabaseProperties properties = new DatabaseProperties(url, "planted", "planted");

    assertThatThrownBy(properties::complete)
        .hasMessageStartingWith("spring.datasource.url sets an H2 option")
        .hasMessageNotContaining("planted");
  }

  /** SEC-45. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://h/planted?allowLoadLocalInfile=true",
        "jdbc:mysql://h/planted?ALLOWURLINLOCALINFILE=yes",
        "jdbc:mysql://h/planted?autoDeserialize=true",
        "jdbc:mysql://h/planted?queryInterceptors=planted.Interceptor",
        "jdbc:mysql://h/planted?propertiesTransform=planted.Transform",
        "jdbc:mysql://(host=h,port=3306,autoDeserialize=true)/planted",
        "jdbc:mysql+srv://h/planted?traceProtocol=true",
      })
  void an_option_of_the_driver_that_reads_files_or_loads_classes_is_refused(String url) {
    DatabaseProperties properties = new DatabaseProperties(url, "planted", "planted");

    assertThatThrownBy(properties::complete)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("spring.datasource.url sets options of the driver")
        .hasMessageNotContaining("planted");
  }

  @Test
  void an_unsafe_option_that_is_off_is_accepted() {
    assertThatCode(
            new DatabaseProperties("jdbc:mysql://h/g?allowLoadLocalInfile=false", "u", "p")
                ::complete)
        .doesNotThrowAnyException();
  }

  /** SEC-21. */
  @Test
  void no_text_shows_a_secret() {
    DatabaseProperties properties =
        new DatabaseProperties("jdbc:mysql://h/g?password=planted", "planted", "planted");

    assertThat(properties + " " + properties.complete()).doesNotContain("planted");
  }
}
