package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.integration.account.AdminCalls;
import dev.gatehouse.integration.documents.ApiDescription.Kind;
import dev.gatehouse.integration.support.FreePort;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.account.InMemoryAccountStore;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The description of the admin API says what it does: all of it, and nothing else. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "test.fakes.installed=true",
      "gatehouse.trusted-proxies=127.0.0.1",
      "gatehouse.limits.requests-per-minute=" + AdminApiDescriptionTest.LIMIT
    })
@Import(AdminApiDescriptionTest.Setting.class)
class AdminApiDescriptionTest {

  /** More than the calls of the other checks together, for they all present one token. */
  static final int LIMIT = 400;

  private static final LoginMethod FAKE = new LoginMethod("FAKE");
  private static final String USERS = "/admin/v1/users";
  private static final String SEARCH = "POST " + USERS + "/search";
  private static final int PORT = FreePort.next();

  @Autowired private InMemoryUserRepository users;
  @Autowired private InMemoryAccountStore accounts;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  private final Set<Kind> seen = new TreeSet<>();
  private int clients;

  @DynamicPropertySource
  static void admin(DynamicPropertyRegistry properties) {
    AdminCalls.settings(PORT).forEach((name, value) -> properties.add(name, () -> value));
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Setting {

    /** A defect, wherever a test wants one. */
    @Bean
    Filter defect() {
      return (request, response, chain) -> {
        if (request instanceof HttpServletRequest http && http.getHeader("X-Defect") != null) {
          throw new IllegalStateException("wanted by a test");
        }
        chain.doFilter(request, response);
      };
    }
  }

  @Test
  void its_operations_are_those_that_there_are() throws IOException {
    Set<String> mapped =
        mappings.getHandlerMethods().keySet().stream()
            .flatMap(mapping ->
                mapping.getPatternValues().stream()
                    .filter(path -> path.startsWith("/admin"))
                    .flatMap(path ->
                        mapping.getMethodsCondition().getMethods().stream()
                            .map(method -> method + " " + path)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(description().operations()).isEqualTo(mapped);
  }

  @Test
  void its_examples_are_what_its_schemas_allow() throws IOException {
    description().checkExamples();
  }

  @Test
  void every_answer_is_described_and_every_described_answer_occurs() throws IOException {
    ApiDescription description = description();
    UserId user = register("one");
    accounts.link(user, new ExternalIdentity(FAKE, "two"));
    UserId closed = register("three");
    accounts.close(closed, Instant.EPOCH, new UserName("用户"));

    for (String operation : description.operations()) {
      anywhere(description, operation);
      if (!operation.equals(SEARCH)) {
        send(description, operation, path(operation, "4711"), Map.of());
      }
    }
    send(description, SEARCH, USERS + "/search", Map.of("Content-Type", "text/plain"));
    send(description, SEARCH, USERS + "/search", Map.of(), "\"" + "x".repeat(17 * 1024) + "\"");
    send(description, SEARCH, USERS + "/search", Map.of(), "{\"name\":\"小明\"}");
    String id = Long.toString(user.value());
    for (String call : new String[] {"GET {id}", "GET {id}/audit", "POST {id}/sign-out"}) {
      change(description, call, id);
    }
    change(description, "DELETE {id}/login-methods/{methodId}", id);
    send(
        description,
        "DELETE " + USERS + "/{id}/login-methods/{methodId}",
        USERS + "/" + id + "/login-methods/2",
        Map.of());
    change(description, "POST {id}/disable", id);
    send(
        description,
        "DELETE " + USERS + "/{id}/login-methods/{methodId}",
        USERS + "/" + id + "/login-methods/2",
        Map.of());
    change(description, "POST {id}/enable", id);
    change(description, "POST {id}/closure", id);
    change(description, "POST {id}/closure", Long.toString(closed.value()));
    users.fail();
    for (String operation : description.operations()) {
      send(
          description,
          operation,
          path(operation, id),
          Map.of(),
          operation.equals(SEARCH) ? "{\"name\":\"小明\"}" : "");
    }
    users.recover();
    refusedAddress(description);

    // The audit log of this service can be read; ReplacedLogsTest has one that cannot.
    var answers = new HashSet<>(description.answers());
    String unreadable = "GET /admin/v1/users/{id}/audit 501 audit_not_readable";
    assertThat(answers.removeIf(each -> each.toString().equals(unreadable))).isTrue();
    assertThat(seen).containsExactlyInAnyOrderElementsOf(answers);
  }

  private void anywhere(ApiDescription description, String operation) {
    String path = path(operation, "1");
    send(description, operation, path, Map.of("Authorization", "Bearer x"));
    send(
        description,
        operation,
        path,
        Map.of(
            "Authorization",
            "Bearer "
                + (operation.endsWith("able") || operation.endsWith("out")
                    ? AdminCalls.READ
                    : AdminCalls.DISABLE)));
    send(description, operation, path + "?x=1&x=2", Map.of());
    send(description, operation, path, Map.of("Accept", "text/plain"));
    send(description, operation, path, Map.of("Accept", "text/html"));
    send(description, operation, path, Map.of("X-Defect", "yes"));
  }

  private void change(ApiDescription description, String call, String id) {
    String operation = call.replace(" ", " " + USERS + "/");
    send(description, operation, path(operation, id), Map.of());
  }

  private void refusedAddress(ApiDescription description) {
    Map<String, String> busy = Map.of("X-Forwarded-For", "203.0.113.9");
    sendUntilRefused(description, "GET " + USERS + "/{id}", busy);
    description.operations().forEach(operation -> sendUntilRefused(description, operation, busy));
  }

  private void sendUntilRefused(
      ApiDescription description, String operation, Map<String, String> headers) {
    boolean refused = false;
    for (int i = 0; i < 2 * LIMIT && !refused; i++) {
      refused = send(description, operation, path(operation, "1"), headers).status() == 429;
    }
    assertThat(refused).as(operation).isTrue();
  }

  private Answer send(
      ApiDescription description, String operation, String path, Map<String, String> headers) {
    return send(description, operation, path, headers, operation.equals(SEARCH) ? "{}" : "");
  }

  private Answer send(
      ApiDescription description,
      String operation,
      String path,
      Map<String, String> headers,
      String body) {
    LoginCalls calls = new LoginCalls(PORT);
    var request = calls.request(path);
    BodyPublisher bytes = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    request.method(operation.substring(0, operation.indexOf(' ')), bytes);
    clients++;
    request.setHeader("X-Forwarded-For", "198.51." + clients / 250 + "." + (1 + clients % 250));
    request.setHeader("Content-Type", "application/json");
    request.setHeader("Authorization", "Bearer " + AdminCalls.ALL);
    headers.forEach(request::setHeader);
    Answer answer = calls.send(request);
    seen.add(description.kindOf(operation, answer));
    return answer;
  }

  private UserId register(String identification) {
    return users
        .registerIfAbsent(
            new NewUser(new UserName("小明")), new ExternalIdentity(FAKE, identification))
        .user()
        .id();
  }

  private static ApiDescription description() throws IOException {
    return new ApiDescription(Files.readString(Path.of("..", "docs", "openapi-admin.json")));
  }

  private static String path(String operation, String id) {
    return operation
        .substring(operation.indexOf(' ') + 1)
        .replace("{id}", id)
        .replace("{methodId}", "1");
  }
}
