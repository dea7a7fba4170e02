package dev.gatehouse.adapter.corporate;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import dev.gatehouse.testkit.service.GatehouseExtension;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole service, with this module on the class path and nothing else said about it. */
class CorporateLoginTest {

  private static final InMemoryDirectoryServer DIRECTORY = directory();

  @RegisterExtension
  static final GatehouseExtension GATEHOUSE =
      new GatehouseExtension()
          .with("gatehouse.corporate.url", () -> "ldap://127.0.0.1:" + DIRECTORY.getListenPort())
          .with("gatehouse.corporate.people", () -> "dc=example");

  @AfterAll
  static void stop() {
    DIRECTORY.shutDown(true);
  }

  @Test
  void a_first_login_registers_and_a_second_returns() {
    HttpResponse<String> first = login("trial");
    HttpResponse<String> again = login("trial");

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body()).contains("\"name\":\"小明\"", "\"accessToken\"");
    assertThat(again.statusCode()).isEqualTo(200);
  }

  @Test
  void a_wrong_password_is_answered_in_the_words_of_the_method() {
    HttpResponse<String> refused = login("wrong");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.body()).contains("credential_rejected", "账号或密码不正确");
  }

  private static HttpResponse<String> login(String password) {
    String body =
        "{\"method\":\"CORP\",\"credential\":{\"account\":\"xiaoming\",\"password\":\"%s\"}}"
            .formatted(password);
    HttpRequest request =
        HttpRequest.newBuilder(GATEHOUSE.baseUrl().resolve("/v1/logins"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InMemoryDirectoryServer directory() {
    try {
      InMemoryDirectoryServer server =
          new InMemoryDirectoryServer(new InMemoryDirectoryServerConfig("dc=example"));
      server.add("dn: dc=example", "objectClass: domain", "dc: example");
      server.add(
          "dn: uid=xiaoming,dc=example",
          "objectClass: inetOrgPerson",
          "uid: xiaoming",
          "cn: xiaoming",
          "sn: xiaoming",
          "displayName: 小明",
          "userPassword: trial");
      server.startListening();
      return server;
    } catch (LDAPException | LDIFException e) {
      throw new IllegalStateException(e);
    }
  }
}
