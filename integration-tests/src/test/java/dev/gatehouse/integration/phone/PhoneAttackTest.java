package dev.gatehouse.integration.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.integration.support.EmbeddedReplica;
import dev.gatehouse.integration.support.SettableTime;
import dev.gatehouse.smssimulator.Fault;
import dev.gatehouse.smssimulator.SmsAttack;
import dev.gatehouse.smssimulator.SmsSimulator;
import dev.gatehouse.testkit.mysql.MySqlDatabase;
import dev.gatehouse.testkit.mysql.MySqlProxy;
import dev.gatehouse.testkit.service.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Strangers and impatient persons at two replicas over one MySQL (reference, sections 4 and 5).
 * Every request comes from an address of its own unless a test says otherwise.
 */
@Tag("mysql")
class PhoneAttackTest {

  private static final int BUDGET = 500;
  private static final SmsSimulator SMS = new SmsSimulator(0);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private static MySqlDatabase mySql;
  private static EmbeddedReplica one;
  private static EmbeddedReplica two;

  private final String phone = newNumber();

  @BeforeAll
  static void start() throws SQLException {
    mySql = MySqlDatabase.create();
    Map<String, String> settings = settings();
    one = EmbeddedReplica.start(settings, SettableTime.class);
    two = EmbeddedReplica.start(settings, SettableTime.class);
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(SMS.settings());
    settings.put("spring.datasource.url", mySql.url());
    settings.put("spring.datasource.username", mySql.username());
    settings.put("spring.datasource.password", mySql.password());
    settings.put("gatehouse.session.signing-keys", TestKeys.file().toString());
    settings.put("gatehouse.wechat.apps.web.id", "wx0123456789abcdef");
    settings.put("gatehouse.wechat.apps.web.secret", "fedcba9876543210fedcba9876543210");
    settings.put("gatehouse.limits.requests-per-minute", "0");
    settings.put("gatehouse.trusted-proxies", "127.0.0.1");
    settings.put("gatehouse.phone.gateway", "http");
    settings.put("gatehouse.phone.budget.per-day", Integer.toString(BUDGET));
    settings.put("gatehouse.phone.limits.total", "1000/1m");
    return settings;
  }

  @AfterAll
  static void stop() throws SQLException {
    one.close();
    two.close();
    HTTP.close();
    SMS.close();
    mySql.close();
  }

  @Test
  void a_double_click_on_two_replicas_sends_one_message() throws Exception {
    List<HttpResponse<String>> answers = together(8, i -> () -> ask(replica(i), phone));

    assertThat(statuses(answers)).containsOnlyOnce(200).containsOnly(200, 429);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 429)
        .allSatisfy(answer ->
            assertThat(answer.headers().firstValue("Retry-After"))
                .hasValueSatisfying(wait -> assertThat(Integer.parseInt(wait)).isBetween(1, 60)));
    assertThat(SMS.inbox(phone)).hasSize(1);
  }

  @Test
  void another_request_while_the_gateway_holds_the_first_message_is_refused() throws Exception {
    AtomicReference<HttpResponse<String>> second = new AtomicReference<>();
    SMS.onNextCall(
        Fault.lostAnswer(() -> {
          try {
            second.set(ask(two, phone));
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }));

    assertThat(ask(one, phone).statusCode()).isEqualTo(200);

    assertThat(second.get().statusCode()).isEqualTo(429);
    assertThat(second.get().headers().firstValue("Retry-After")).hasValue("60");
    assertThat(SMS.inbox(phone)).hasSize(1);
  }

  /** Reference, section 5: the row tells whose use it was. */
  @Test
  void a_code_whose_use_was_committed_without_an_answer_logs_in_and_does_so_once()
      throws Exception {
    String challenge = challenge(ask(one, phone));
    String compare = "set `tries_left`";
    Map<String, String> settings = settings();
    try (MySqlProxy proxy = MySqlProxy.before(mySql.url())) {
      settings.put("spring.datasource.url", proxy.url());
      try (EmbeddedReplica third = EmbeddedReplica.start(settings, SettableTime.class)) {
        proxy.failNext(compare, dev.gatehouse.testkit.mysql.Fault.LOST_AFTER);

        assertThat(login(third, phone, null, challenge).statusCode()).isEqualTo(201);
        assertThat(proxy.commands())
            .filteredOn(command -> command.contains(compare))
            .as("the statement whose answer was lost took effect and was not repeated")
            .hasSize(1);
      }
    }
    assertThat(login(two, phone, null, challenge).statusCode()).isEqualTo(401);
  }

  @Test
  void a_hundred_first_logins_by_one_code_at_once_on_two_replicas_are_one_login_of_one_user()
      throws Exception {
    String challenge = challenge(ask(one, phone));
    String code = SMS.latestCode(phone);
    List<Integer> before = List.of(rows("`user`"), rows("`user_login_method`"));

    List<Integer> statuses =
        statuses(together(100, i -> () -> login(replica(i), phone, code, challenge)));

    assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 401);
    assertThat(List.of(rows("`user`"), rows("`user_login_method`")))
        .isEqualTo(before.stream().map(count -> count + 1).toList());
  }

  @Test
  void fifty_wrong_codes_from_fifty_addresses_at_once_use_up_the_challenge_and_no_other()
      throws Exception {
    String mine = challenge(ask(one, phone));
    String code = SMS.latestCode(phone);
    SettableTime.CLOCK.advance(Duration.ofSeconds(61));
    String strangers = challenge(ask(two, phone));
    String strangersCode = SMS.latestCode(phone);

    List<Integer> statuses =
        statuses(together(50, i -> () -> login(replica(i), phone, wrong(code, i), strangers)));

    assertThat(statuses).containsOnly(401);
    assertThat(login(one, phone, strangersCode, strangers).statusCode()).isEqualTo(401);
    assertThat(login(two, phone, code, mine).statusCode()).isEqualTo(201);
  }

  /** SEC-56: and nothing in the answer tells which of them it was. */
  @Test
  void codes_that_are_not_for_this_login_have_one_answer() throws Exception {
    String other = newNumber();
    String challenge = challenge(ask(one, phone));
    String code = SMS.latestCode(phone);
    String otherChallenge = challenge(ask(two, other));
    String otherCode = SMS.latestCode(other);
    String owner = newNumber();
    String token =
        JsonPath.read(
            login(one, owner, null, challenge(ask(one, owner))).body(), "$.session.accessToken");
    String third = newNumber();
    String linking =
        challenge(
            post(
                one,
                "/v1/logins/P/codes",
                "{\"phone\":\"%s\",\"purpose\":\"link\"}".formatted(third),
                nextAddress(),
                token));
    String late = newNumber();
    String lateChallenge = challenge(ask(two, late));

    List<HttpResponse<String>> answers =
        new ArrayList<>(
            List.of(
                login(two, phone, wrong(code, 0), challenge),
                login(two, other, code, challenge),
                login(two, phone, otherCode, challenge),
                login(two, phone, code, otherChallenge),
                login(two, phone, code, "x".repeat(43)),
                login(two, third, SMS.latestCode(third), linking)));
    assertThat(login(one, phone, code, challenge).statusCode()).isEqualTo(201);
    answers.add(login(two, phone, code, challenge));
    SettableTime.CLOCK.advance(Duration.ofMinutes(5));
    answers.add(login(two, late, SMS.latestCode(late), lateChallenge));

    assertThat(statuses(answers)).containsOnly(401);
    assertThat(answers.stream().map(PhoneAttackTest::withoutTrace).distinct()).hasSize(1);
  }

  /** Reference, section 4.5. */
  @Test
  void a_number_with_a_user_and_a_number_without_one_get_the_same_answer() throws Exception {
    String known = newNumber();
    login(one, known, null, challenge(ask(one, known)));
    SettableTime.CLOCK.advance(Duration.ofMinutes(61));
    String unknown = newNumber();

    HttpResponse<String> toKnown = ask(one, known);
    HttpResponse<String> toUnknown = ask(one, unknown);

    assertThat(toKnown.statusCode()).isEqualTo(200);
    assertThat(toUnknown.statusCode()).isEqualTo(200);
    assertThat(withoutChallenge(toKnown)).isEqualTo(withoutChallenge(toUnknown));
    assertThat(toKnown.headers().map().keySet()).isEqualTo(toUnknown.headers().map().keySet());
    for (String number : List.of(known, unknown)) {
      HttpResponse<String> wrong = login(two, number, "000000", "x".repeat(43));
      assertThat(wrong.statusCode()).isEqualTo(401);
    }
    assertThat(withoutTrace(login(two, known, "000000", "x".repeat(43))))
        .isEqualTo(withoutTrace(login(two, unknown, "000000", "x".repeat(43))));
  }

  @Test
  void one_number_in_any_digits_is_one_number_and_a_long_text_is_none() throws Exception {
    ask(one, phone);
    String national = phone.substring("+86".length());

    for (int zero : List.of('\uff10', '\u0660', '\u06f0', '\u0966')) {
      StringBuilder digits = new StringBuilder();
      national.chars().forEach(digit -> digits.appendCodePoint(digit - '0' + zero));
      assertThat(ask(two, digits.toString()).statusCode()).as(digits.toString()).isEqualTo(429);
    }
    // Mathematical digits, beyond the basic plane: no keyboard writes them.
    StringBuilder mathematical = new StringBuilder();
    national.chars().forEach(digit -> mathematical.appendCodePoint(digit - '0' + 0x1d7ce));
    assertThat(ask(two, mathematical.toString()).statusCode()).isIn(400, 429);
    assertThat(ask(two, "1".repeat(33)).statusCode()).isEqualTo(400);
    assertThat(ask(two, "1".repeat(1_000_000)).statusCode()).isEqualTo(413);
    assertThat(SMS.inbox(phone)).hasSize(1);
  }

  @Test
  void first_logins_of_one_number_at_once_on_two_replicas_make_one_user() throws Exception {
    List<String> challenges = new ArrayList<>();
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      challenges.add(challenge(ask(replica(i), phone)));
      codes.add(SMS.latestCode(phone));
      SettableTime.CLOCK.advance(Duration.ofSeconds(61));
    }

    List<HttpResponse<String>> answers =
        together(4, i -> () -> login(replica(i), phone, codes.get(i + 1), challenges.get(i + 1)));

    assertThat(statuses(answers)).containsOnlyOnce(201).containsOnly(200, 201);
    assertThat(answers.stream().map(answer -> JsonPath.<Object>read(answer.body(), "$.user.sub")))
        .containsOnly(JsonPath.<Object>read(answers.getFirst().body(), "$.user.sub"));
  }

  /** Issue 20; the clock of the service stands, so limits of a time give nothing back. */
  @Test
  void an_attack_on_two_replicas_costs_no_more_than_the_budget_and_a_customer_gets_in()
      throws Exception {
    login(one, phone, null, challenge(ask(one, phone)));
    SettableTime.CLOCK.advance(Duration.ofMinutes(61));
    SmsAttack attack = new SmsAttack(400, 100);

    Map<Integer, Integer> here = attack.run(codes(one), 500, 1000);
    Map<Integer, Integer> there = attack.run(codes(two), 500, 1000);

    assertThat(here.keySet()).containsAnyOf(200).allMatch(List.of(200, 429, 503)::contains);
    assertThat(there.keySet()).allMatch(List.of(200, 429, 503)::contains);
    assertThat(SMS.accepted()).isLessThanOrEqualTo(BUDGET);
    assertThat(login(two, phone, null, challenge(ask(two, phone))).statusCode()).isEqualTo(200);
    assertThat(SMS.accepted()).isLessThanOrEqualTo(BUDGET);
    // The next test has the budget of another day.
    SettableTime.CLOCK.advance(Duration.ofHours(25));
    SMS.reset();
  }

  private static int rows(String table) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(mySql.url(), mySql.username(), mySql.password());
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("select count(*) from " + table)) {
      count.next();
      return count.getInt(1);
    }
  }

  private static EmbeddedReplica replica(int i) {
    return i % 2 == 0 ? one : two;
  }

  private static String newNumber() {
    return "+86139%08d".formatted(NUMBERS.incrementAndGet());
  }

  private static String nextAddress() {
    int i = ADDRESSES.incrementAndGet();
    return "203.0.%d.%d".formatted(i / 250, i % 250);
  }

  private static URI codes(EmbeddedReplica replica) {
    return URI.create("http://127.0.0.1:" + replica.port() + "/v1/logins/P/codes");
  }

  private static HttpResponse<String> ask(EmbeddedReplica replica, String number)
      throws IOException, InterruptedException {
    return post(
        replica, "/v1/logins/P/codes", "{\"phone\":\"%s\"}".formatted(number), nextAddress(), "");
  }

  /**
   * @param code null for the one that arrived
   */
  private static HttpResponse<String> login(
      EmbeddedReplica replica, String number, @Nullable String code, String challenge)
      throws IOException, InterruptedException {
    return post(
        replica,
        "/v1/logins",
        "{\"method\":\"P\",\"credential\":{\"phone\":\"%s\",\"code\":\"%s\",\"challenge\":\"%s\"}}"
            .formatted(number, code == null ? SMS.latestCode(number) : code, challenge),
        nextAddress(),
        "");
  }

  private static HttpResponse<String> post(
      EmbeddedReplica replica, String path, String body, String address, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica.port() + path))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", address)
            .POST(BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String challenge(HttpResponse<String> sent) {
    assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
    return JsonPath.read(sent.body(), "$.challenge");
  }

  private static String wrong(String code, int i) {
    String guess = "%06d".formatted(i);
    return guess.equals(code) ? "999999" : guess;
  }

  private static String withoutTrace(HttpResponse<String> answer) {
    return answer.body().replaceAll("\"traceId\":\"[^\"]*\"", "");
  }

  private static String withoutChallenge(HttpResponse<String> answer) {
    return answer.body().replaceAll("\"challenge\":\"[\\w-]{43}\"", "");
  }

  private static List<Integer> statuses(List<HttpResponse<String>> answers) {
    return answers.stream().map(HttpResponse::statusCode).toList();
  }

  private static <R> List<R> together(int calls, IntFunction<Callable<R>> call) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<R>> running =
          IntStream.range(0, calls)
              .mapToObj(call)
              .map(each ->
                  threads.submit(() -> {
                    start.await();
                    return each.call();
                  }))
              .toList();
      start.countDown();
      List<R> results = new ArrayList<>();
      for (Future<R> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }
}
