package dev.gatehouse.adapter.ldap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LdapPropertiesTest {

  private static final String URL = "ldaps://directory.example:636";
  private static final String BASE = "ou=users,dc=example";
  private static final String ACCOUNT = "cn=gatehouse,dc=example";
  private static final String PASSWORD = "planted";

  @ParameterizedTest
  @ValueSource(
      strings = {URL, "ldap://127.0.0.1:389", "ldap://localhost", "ldap://[::1]:389", "LDAPS://h"})
  void a_directory_over_tls_or_on_this_machine_is_taken(String url) {
    assertThatCode(() -> new LdapProperties(url, BASE, ACCOUNT, PASSWORD))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "directory.example",
        "ldaps://",
        "http://127.0.0.1",
        "ldap://directory.example:389",
        "ldap://127.0.0.1.evil.example",
        "ldap://10.0.0.1"
      })
  void any_other_address_is_refused(String url) {
    assertThatThrownBy(() -> new LdapProperties(url, BASE, ACCOUNT, PASSWORD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("gatehouse.ldap.url must be set as in ldaps://")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"''|base", "' '|base", "users|base", "''|account", "' '|account", "me|account"},
      delimiter = '|')
  void what_is_no_name_of_an_entry_is_refused(String name, String property) {
    assertThatThrownBy(() ->
            new LdapProperties(
                URL,
                property.equals("base") ? name : BASE,
                property.equals("account") ? name : ACCOUNT,
                PASSWORD))
        .hasMessageStartingWith("gatehouse.ldap." + property + " must be set as in ")
        .hasMessageNotContaining("\n");
  }

  /** With a name and no password a directory binds anonymously and reports success. */
  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void a_missing_password_is_refused(String password) {
    assertThatThrownBy(() -> new LdapProperties(URL, BASE, ACCOUNT, password))
        .hasMessageStartingWith("gatehouse.ldap.password is missing");
  }

  @Test
  void all_that_is_wrong_is_said_at_once_and_no_value_with_it() {
    assertThatThrownBy(() -> new LdapProperties("ldap://planted", "planted", "planted", " "))
        .hasMessageNotContaining("planted")
        .hasMessageMatching("(gatehouse\\.ldap\\.\\w+ .+\n?){4}");
    assertThat(new LdapProperties(URL, BASE, ACCOUNT, PASSWORD))
        .asString()
        .isEqualTo("LdapProperties[]");
  }
}
