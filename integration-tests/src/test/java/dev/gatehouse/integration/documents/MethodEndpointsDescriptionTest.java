package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.application.operation.StorageRetry;
import dev.gatehouse.integration.documents.ApiDescription.Kind;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.LoginCalls.Answer;
import dev.gatehouse.integration.support.SharedWeChat;
import dev.gatehouse.smssimulator.Fault;
import dev.gatehouse.smssimulator.SmsSimulatorExtension;
import dev.gatehouse.testkit.operation.FakeStorageRetry;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The endpoints that login methods bring along answer as the description of the API says. */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gatehouse.trusted-proxies=127.0.0.1",
      "gatehouse.limits.requests-per-minute=20",
      "gatehouse.phone.gateway=http",
      "gatehouse.phone.budget.per-day=1000",
      "gatehouse.phone.limits.wrong-codes=3/1h",
      "gatehouse.phone.human-check.when=suspicion",
      "gatehouse.phone.human-check.provider=turnstile",
      "gatehouse.phone.human-check.url=http://127.0.0.1:9/siteverify",
      "gatehouse.phone.human-check.site-key=site-key",
      "gatehouse.phone.human-check.secret=a-secret-of-the-checker",
      "spring.datasource.url=jdbc:h2:mem:endpoints;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE",
      "spring.datasource.username=sa",
      "spring.datasource.password=trial"
    })
@Import(MethodEndpointsDescriptionTest.Setting.class)
@DirtiesContext
class MethodEndpointsDescriptionTest {

  @RegisterExtension static final SmsSimulatorExtension SMS = new SmsSimulatorExtension();
  @RegisterExtension static final SharedWeChat WECHAT = new SharedWeChat();

  private static final String CODES = "POST /v1/logins/P/codes";
  private static final String PHONE = "POST /v1/logins/WX/phone";
  private static final List<String> OWN = List.of(CODES, PHONE);
  private static final FakeStorageRetry STORAGE = new FakeStorageRetry();

  private final Set<Kind> seen = new TreeSet<>();
  private int clients;
  private int numbers;

  @LocalServerPort private int port;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  private RequestMappingHandlerMapping mappings;

  @TestConfiguration(proxyBeanMethods = false)
  static class Setting {

    @Bean
    @Primary
    StorageRetry storageThatFails() {
      return STORAGE;
    }

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

  @DynamicPropertySource
  static void simulators(DynamicPropertyRegistry properties) {
    SMS.simulator().settings().forEach((name, value) -> properties.add(name, () -> value));
    WeChatSimulator weChat = WECHAT.simulator();
    properties.add("gatehouse.wechat.api-base-url", weChat::baseUrl);
    for (String channel : List.of("app", "mini")) {
      properties.add("gatehouse.wechat.apps." + channel + ".id", () -> weChat.appId(channel));
      properties.add("gatehouse.wechat.apps." + channel + ".secret", () -> weChat.secret(channel));
    }
  }

  @Test
  void every_endpoint_of_an_installed_method_is_described() {
    Set<String> mapped =
        mappings.getHandlerMethods().keySet().stream()
            .flatMap(mapping ->
                mapping.getPatternValues().stream()
                    .flatMap(path ->
                        mapping.getMethodsCondition().getMethods().stream()
                            .map(method -> method + " " + path)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(mapped).containsAll(OWN);
    assertThat(description().operations()).isEqualTo(mapped);
  }

  @Test
  void every_answer_is_described_and_every_described_answer_occurs() {
    ApiDescription description = description();
    WeChatSimulator weChat = WECHAT.simulator();
    String token =
        calls().login("WX", "app", weChat.codeFor("xiaoming", "app")).text("$.session.accessToken");

    anywhere(description, CODES);
    send(description, CODES, Map.of(), phone());
    send(description, CODES, Map.of(), phone().replace("}", ",\"purpose\":\"link\"}"));
    for (int status : List.of(401, 429, 500)) {
      SMS.simulator().onNextCall(Fault.error(Integer.toString(status)));
      send(description, CODES, Map.of(), phone());
    }
    Map<String, String> oneAddress = Map.of("X-Forwarded-For", "203.0.113.1");
    for (int i = 0; i < 4; i++) {
      send(description, CODES, oneAddress, phone());
    }
    STORAGE.fail();
    send(description, CODES, Map.of(), phone());
    STORAGE.recover();
    logins(description, token);
    for (int i = 0; i < 60; i++) {
      // The total of a minute.
      send(description, CODES, Map.of(), phone());
    }

    anywhere(description, PHONE);
    Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
    send(description, PHONE, bearer, code("mini", weChat.phoneCodeFor("xiaoming", "mini")));
    send(description, PHONE, bearer, "{}");
    send(description, PHONE, bearer, code("none", "code"));
    for (int errcode : List.of(40029, 40013, -1)) {
      weChat.next(
          WeChatEndpoint.PHONE_NUMBER, dev.gatehouse.wechatsimulator.fault.Fault.errcode(errcode));
      send(description, PHONE, bearer, code("mini", weChat.phoneCodeFor("xiaoming", "mini")));
    }

    seen.removeIf(kind -> !OWN.contains(kind.operation()));
    assertThat(seen)
        .isEqualTo(
            description.answers().stream()
                .filter(kind -> OWN.contains(kind.operation()))
                // The database of the sessions works here; DatabaseOutageTest has one that does
                // not.
                .filter(kind -> !kind.equals(new Kind(PHONE, 503, "storage_unavailable")))
                .collect(Collectors.toCollection(TreeSet::new)));
    description.checkExamples();
  }

  /** What a code by SMS has the endpoints of all methods answer. */
  private void logins(ApiDescription description, String token) {
    String post = "POST /v1/logins";
    Map<String, String> bearer = Map.of("Authorization", "Bearer " + token);
    Map<String, String> guesser = Map.of("X-Forwarded-For", "203.0.113.2");
    String asked = phone();
    String number = JsonPath.read(asked, "$.phone");
    String challenge = send(description, CODES, Map.of(), asked).text("$.challenge");
    String right = proof(number, SMS.simulator().latestCode(number), challenge);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String wrong = proof(number, "000000", "x".repeat(43));
      statuses.add(send(description, post, guesser, wrong).status());
    }
    statuses.add(send(description, post, Map.of(), proof(number, "one", challenge)).status());
    statuses.add(send(description, post, Map.of(), right).status());
    statuses.add(send(description, post, Map.of(), right).status());
    assertThat(statuses).containsExactly(401, 401, 401, 429, 400, 201, 401);
    for (String operation : List.of("POST /v1/me/login-methods", "POST /v1/session/confirm")) {
      asked = phone().replace("}", ",\"purpose\":\"link\"}");
      number = JsonPath.read(asked, "$.phone");
      challenge = send(description, CODES, bearer, asked).text("$.challenge");
      right = proof(number, SMS.simulator().latestCode(number), challenge);
      send(description, operation, bearer, proof(number, "one", challenge));
      send(description, operation, bearer, right);
      send(description, operation, bearer, right);
      Map<String, String> wrong = new HashMap<>(bearer);
      wrong.putAll(guesser);
      assertThat(send(description, operation, wrong, right).status()).isEqualTo(429);
    }
  }

  private static String proof(String number, String code, String challenge) {
    return "{\"method\":\"P\",\"credential\":{\"phone\":\"%s\",\"code\":\"%s\",\"challenge\":\"%s\"}}"
        .formatted(number, code, challenge);
  }

  private void anywhere(ApiDescription description, String operation) {
    send(description, operation, Map.of(), "{}");
    send(description, operation, Map.of("Accept", "text/plain"), "{}");
    send(description, operation, Map.of("Accept", "text/html"), "{}");
    send(description, operation, Map.of("X-Defect", "yes"), "{}");
    send(description, operation, Map.of("Content-Type", "text/plain"), "{}");
    send(description, operation, Map.of(), "\"" + "x".repeat(17 * 1024) + "\"");
    Map<String, String> busy = Map.of("X-Forwarded-For", "203.0.113.9");
    for (int i = 0; i < 21; i++) {
      send(description, operation, busy, "{}");
    }
  }

  private String phone() {
    numbers++;
    return "{\"phone\":\"+86136%08d\"}".formatted(numbers);
  }

  private static String code(String channel, String code) {
    return "{\"channel\":\"%s\",\"code\":\"%s\"}".formatted(channel, code);
  }

  private Answer send(
      ApiDescription description, String operation, Map<String, String> headers, String body) {
    clients++;
    var request = calls().request(operation.substring("POST ".length()));
    request.POST(BodyPublishers.ofString(body));
    request.setHeader("X-Forwarded-For", "198.51." + clients / 250 + "." + (1 + clients % 250));
    request.setHeader("Content-Type", "application/json");
    headers.forEach(request::setHeader);
    Answer answer = calls().send(request);
    seen.add(description.kindOf(operation, answer));
    return answer;
  }

  private ApiDescription description() {
    return new ApiDescription(calls().get("/openapi.json").http().body());
  }

  private LoginCalls calls() {
    return new LoginCalls(port);
  }
}
