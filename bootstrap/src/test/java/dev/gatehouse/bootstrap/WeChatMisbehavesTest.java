package dev.gatehouse.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.bootstrap.LoginCalls.Answer;
import dev.gatehouse.testkit.InMemoryUserRepository;
import dev.gatehouse.testkit.attempt.InMemorySpentStates;
import dev.gatehouse.testkit.audit.InMemoryAuditLog;
import dev.gatehouse.testkit.session.InMemorySessionStore;
import dev.gatehouse.wechatsimulator.Fault;
import dev.gatehouse.wechatsimulator.Person;
import dev.gatehouse.wechatsimulator.WeChatEndpoint;
import dev.gatehouse.wechatsimulator.WeChatSimulator;
import dev.gatehouse.wechatsimulator.WeChatSimulatorExtension;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * SEC-13, SEC-19, SEC-20: the whole service before a WeChat that refuses, fails and talks nonsense.
 * Each row says what a client gets, and how often WeChat was asked; nobody is ever registered.
 */
@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "gatehouse.wechat.read-timeout=2s",
      "gatehouse.wechat.deadline=3s"
    })
@Import(WeChatMisbehavesTest.Parts.class)
@DirtiesContext
class WeChatMisbehavesTest {

  private static final WeChatEndpoint EXCHANGE = WeChatEndpoint.ACCESS_TOKEN;
  private static final WeChatEndpoint USERINFO = WeChatEndpoint.USERINFO;

  @RegisterExtension static final WeChatSimulatorExtension WECHAT = new WeChatSimulatorExtension();

  @LocalServerPort private int port;
  @Autowired private InMemoryUserRepository users;
  @Autowired private SteppedClock clock;

  @DynamicPropertySource
  static void weChat(DynamicPropertyRegistry properties) {
    WeChatSimulator weChat = WECHAT.simulator();
    properties.add("gatehouse.wechat.api-base-url", weChat::baseUrl);
    properties.add("gatehouse.wechat.apps.app.id", () -> weChat.appId("app"));
    properties.add("gatehouse.wechat.apps.app.secret", () -> weChat.secret("app"));
  }

  /** So much goes well between the tests that no breaker opens over what they do. */
  @BeforeEach
  void closeBreakers() {
    clock.step(Duration.ofMinutes(1));
    for (int i = 0; i < 4; i++) {
      assertThat(login(somebody()).status()).isEqualTo(201);
    }
    weChat().reset();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(Fault.errcode(40029), 401, "credential_rejected", 1),
        Arguments.of(Fault.errcode(40163), 401, "credential_rejected", 1),
        Arguments.of(Fault.errcodeAsText(40029), 401, "credential_rejected", 1),
        Arguments.of(Fault.errcode(40226), 403, "account_restricted", 1),
        Arguments.of(Fault.errcode(40013), 502, "provider_misconfigured", 1),
        Arguments.of(Fault.errcode(40125), 502, "provider_misconfigured", 1),
        Arguments.of(Fault.errcode(48001), 502, "provider_misconfigured", 1),
        Arguments.of(Fault.errcode(41002), 502, "provider_misconfigured", 1),
        Arguments.of(Fault.status(412), 502, "provider_misconfigured", 1),
        unavailable(Fault.errcode(45009), 1),
        unavailable(Fault.errcode(45011), 1),
        unavailable(Fault.errcode(42001), 1),
        unavailable(Fault.errcode(99999), 1),
        unavailable(Fault.errcode(-1), 2),
        unavailable(Fault.errcode(-1).afterActing(), 2));
  }

  static Stream<Arguments> misbehaviours() {
    return Stream.of(
        unavailable(Fault.hang(), 1),
        unavailable(Fault.latency(Duration.ofSeconds(20)), 1),
        unavailable(Fault.trickle(Duration.ofMillis(200)), 1),
        unavailable(Fault.resetBeforeReading(), 2),
        unavailable(Fault.resetAfterReading(), 2),
        unavailable(Fault.closeUnanswered(), 2),
        unavailable(Fault.truncated(), 2),
        unavailable(Fault.html(502), 2),
        unavailable(Fault.html(200), 1),
        unavailable(Fault.html(404), 1),
        unavailable(Fault.status(503), 2),
        unavailable(Fault.empty(), 1),
        unavailable(Fault.huge(70_000), 1),
        unavailable(Fault.invalidUtf8(), 1),
        unavailable(Fault.redirect("/sns/userinfo"), 1),
        unavailable(Fault.body("{\"x\":" + "[".repeat(20_000)), 1),
        unavailable(Fault.body("null"), 1),
        unavailable(Fault.field("openid", "[\"x\"]"), 1),
        unavailable(Fault.field("openid", "\"somebody-else entirely\""), 1),
        unavailable(Fault.field("unionid", "{}"), 1),
        unavailable(Fault.field("errcode", "\"none\""), 1));
  }

  /** For the profile WeChat may be asked twice, for a code never. */
  private static Arguments unavailable(Fault fault, int profileCalls) {
    return Arguments.of(fault, 503, "provider_unavailable", profileCalls);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"refusals", "misbehaviours"})
  void an_exchange_that_goes_wrong(Fault fault, int status, String code, int profileCalls) {
    weChat().always(EXCHANGE, fault);

    assertFailsAndWritesNothing(status, code);

    assertThat(weChat().callCount(EXCHANGE)).isEqualTo(1);
    assertThat(weChat().callCount(USERINFO)).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"refusals", "misbehaviours"})
  void a_profile_that_goes_wrong(Fault fault, int status, String code, int profileCalls) {
    weChat().always(USERINFO, fault);

    assertFailsAndWritesNothing(status, code);

    assertThat(weChat().callCount(EXCHANGE)).isEqualTo(1);
    assertThat(weChat().callCount(USERINFO)).isEqualTo(profileCalls);
  }

  static Stream<Fault> oddities() {
    return Stream.of(
        Fault.errcodeZero(),
        Fault.escapedSlashes(),
        Fault.controlCharacters(),
        Fault.blankBeforeUnionId(),
        Fault.huge(60_000),
        Fault.field("expires_in", "\"soon\""),
        Fault.field("sex", "{\"a\":[null]}"),
        Fault.latency(Duration.ofMillis(50)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oddities")
  void what_is_only_odd_is_read_over(Fault fault) {
    weChat().always(EXCHANGE, fault);
    weChat().always(USERINFO, fault);

    assertThat(login(somebody()).status()).isEqualTo(201);
  }

  @Test
  void a_hiccup_of_the_profile_is_got_over() {
    weChat().next(USERINFO, Fault.html(502));

    assertThat(login(somebody()).status()).isEqualTo(201);
  }

  /** The price of never sending twice: one login, and its code. */
  @Test
  void a_connection_that_wechat_has_closed_costs_one_login_at_most() {
    weChat().next(USERINFO, Fault.closeAfterwards());

    assertThat(login(somebody()).status()).isEqualTo(201);
    assertThat(login(somebody()).status()).isIn(201, 503);
    assertThat(login(somebody()).status()).isEqualTo(201);
    assertThat(weChat().callCount(EXCHANGE)).isLessThanOrEqualTo(3);
  }

  @Test
  void a_returning_user_does_not_need_the_profile() {
    String person = somebody();
    login(person);
    weChat().always(USERINFO, Fault.hang());

    assertThat(login(person).status()).isEqualTo(200);
  }

  @Test
  void while_wechat_fails_a_login_is_refused_without_asking_it_and_the_code_stays_good() {
    weChat().always(EXCHANGE, Fault.html(502));
    IntStream.range(0, 60).forEach(_ -> login(somebody()));
    long asked = weChat().callCount(EXCHANGE);
    String code = weChat().codeFor(somebody(), "app");

    Answer refused = calls().login("WX", "app", code);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.code()).isEqualTo("provider_unavailable");
    assertThat(refused.header("Retry-After")).isEqualTo("5");
    assertThat(weChat().callCount(EXCHANGE)).isEqualTo(asked);

    weChat().clearFaults();
    clock.step(Duration.ofSeconds(6));

    assertThat(calls().login("WX", "app", code).status()).isEqualTo(201);
  }

  /** A double click. */
  @Test
  void of_two_posts_of_one_code_at_one_moment_one_reaches_wechat() throws Exception {
    weChat().always(EXCHANGE, Fault.latency(Duration.ofMillis(300)));
    String code = weChat().codeFor(somebody(), "app");
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Answer>> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      answers =
          IntStream.range(0, 10)
              .mapToObj(_ ->
                  threads.submit(() -> {
                    start.await();
                    return calls().login("WX", "app", code);
                  }))
              .toList();
      start.countDown();
    }

    assertThat(answers).filteredOn(answer -> answer.resultNow().status() == 201).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.resultNow().status() != 201)
        .hasSize(9)
        .allMatch(answer -> answer.resultNow().code().equals("credential_rejected"));
    assertThat(weChat().callCount(EXCHANGE)).isEqualTo(1);
  }

  private void assertFailsAndWritesNothing(int status, String code) {
    int before = users.size();

    Answer answer = login(somebody());

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.header("Retry-After")).matches(status == 503 ? "[1-9]\\d*" : "");
    assertThat(answer.http().body()).doesNotContainIgnoringCase("errcode", "rid", "invalid code");
    assertThat(users.size()).isEqualTo(before);
  }

  private static String somebody() {
    String key = UUID.randomUUID().toString();
    weChat().addPerson(Person.named(key, "小明"));
    return key;
  }

  private Answer login(String person) {
    return calls().login("WX", "app", weChat().codeFor(person, "app"));
  }

  private LoginCalls calls() {
    return new LoginCalls(port);
  }

  private static WeChatSimulator weChat() {
    return WECHAT.simulator();
  }

  @TestConfiguration(proxyBeanMethods = false)
  static class Parts {

    @Bean
    InMemoryUserRepository users() {
      return new InMemoryUserRepository();
    }

    @Bean
    InMemorySessionStore sessionStore() {
      return new InMemorySessionStore();
    }

    @Bean
    InMemoryAuditLog auditLog() {
      return new InMemoryAuditLog();
    }

    @Bean
    InMemorySpentStates spentStates() {
      return new InMemorySpentStates();
    }

    @Bean
    @Primary
    SteppedClock steppedClock() {
      return new SteppedClock();
    }
  }
}
