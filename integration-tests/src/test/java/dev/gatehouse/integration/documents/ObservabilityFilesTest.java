package dev.gatehouse.integration.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import dev.gatehouse.application.login.LoginEndings;
import dev.gatehouse.application.login.LoginOutcome;
import dev.gatehouse.domain.identity.ExternalIdentity;
import dev.gatehouse.domain.identity.LoginMethod;
import dev.gatehouse.domain.login.LoginException;
import dev.gatehouse.domain.user.NewUser;
import dev.gatehouse.domain.user.UserId;
import dev.gatehouse.domain.user.UserName;
import dev.gatehouse.integration.documents.PromQl.Selector;
import dev.gatehouse.integration.support.BrowserLoginSetting;
import dev.gatehouse.integration.support.LoginCalls;
import dev.gatehouse.integration.support.Scrape;
import dev.gatehouse.integration.support.SessionCalls;
import dev.gatehouse.integration.support.SessionCalls.Tokens;
import dev.gatehouse.wechatsimulator.fault.Fault;
import dev.gatehouse.wechatsimulator.platform.WeChatEndpoint;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What operators are given speaks of what the service really exposes. */
class ObservabilityFilesTest extends BrowserLoginSetting {

  private static final UserId USER = new UserId(1);
  private static final ExternalIdentity IDENTITY =
      new ExternalIdentity(new LoginMethod("WX"), "identity");
  private static final NewUser PERSON = new NewUser(new UserName("小明"));

  /** Every way in which a login can fail. */
  private static final List<LoginException> FAILURES =
      List.of(
          new LoginException.UnknownLoginMethod(),
          new LoginException.UnknownChannel(),
          new LoginException.InvalidCredential(
              "code", LoginException.InvalidCredential.Reason.MISSING),
          new LoginException.StateMismatch(""),
          new LoginException.LoginDeclined(),
          new LoginException.ConsentRequired(),
          new LoginException.CredentialRejected(""),
          new LoginException.AccountRestricted(""),
          new LoginException.AccountDisabled(USER),
          new LoginException.AccountClosing(USER, IDENTITY, Instant.EPOCH),
          new LoginException.TooManyAttempts("", Duration.ofSeconds(1)),
          new LoginException.HumanCheckRequired("", ""),
          new LoginException.RegistrationClosed(),
          new LoginException.NotRegistered(IDENTITY, PERSON, null),
          new LoginException.DormantIdentity(USER, IDENTITY, PERSON, null),
          new LoginException.PreviewOnly(""),
          new LoginException.IdentityIncomplete(""),
          new LoginException.ProviderMisconfigured(""),
          new LoginException.ProviderUnavailable("", Duration.ofSeconds(1)));

  private static final Path FOLDER = Path.of("..", "docs", "operate");

  /** With everything that can be installed; this port has no listener. */
  @DynamicPropertySource
  static void webhook(DynamicPropertyRegistry properties) {
    properties.add("gatehouse.webhook.url", () -> "http://127.0.0.1:9/hook");
    properties.add(
        "gatehouse.webhook.secret", () -> "whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=");
    properties.add("gatehouse.phone.gateway", () -> "http");
    properties.add("gatehouse.phone.http.url", () -> "http://127.0.0.1:9/sms");
    properties.add("gatehouse.phone.http.token", () -> "token");
    properties.add("gatehouse.phone.budget.per-day", () -> "1000");
    properties.add("gatehouse.phone.receipts.secret", () -> "0123456789abcdef".repeat(2));
    properties.add(
        "spring.datasource.url",
        () -> "jdbc:h2:mem:observed;DB_CLOSE_DELAY=-1;MODE=MySQL;DATABASE_TO_LOWER=TRUE");
  }

  /** What Prometheus adds to every sample that it scrapes. */
  private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

  private static final Pattern ROW =
      Pattern.compile("\\| `([\\w*]+)` \\| (\\w+) \\|([^|]*)\\| [^|]+ \\|");

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;
  private Scrape scrape;

  /** One of each kind of traffic: some series are there only from then on. */
  @BeforeEach
  void traffic() {
    Tokens tokens =
        Tokens.ofLogin(calls().login("WX", "app", WECHAT.simulator().codeFor("xiaoming", "app")));
    new SessionCalls(port).refresh(tokens.refresh());
    String state = browser().begin("WX", "web", "/");
    comeBack(browser(), "no-code", state);
    WECHAT.simulator().next(WeChatEndpoint.ACCESS_TOKEN, Fault.errcode(40125, "secret"));
    calls().login("WX", "app", WECHAT.simulator().codeFor("xiaoming", "app"));
    calls().get("/nowhere");
    scrape = Scrape.of(new LoginCalls(managementPort));
  }

  @Test
  void every_metric_is_documented_as_it_is() throws IOException {
    Map<String, List<String>> rows = rows();

    Set<String> undocumented = new TreeSet<>();
    scrape
        .types()
        .forEach((name, type) -> {
          List<String> row = rows.get(name);
          if (row != null) {
            assertThat(type).as(name).isEqualTo(row.get(0));
            assertThat(labels(name)).as("tags of %s", name).isEqualTo(Set.copyOf(tags(row.get(1))));
          } else if (rows.keySet().stream().noneMatch(each -> covers(each, name))) {
            undocumented.add(name);
          }
        });
    assertThat(undocumented).isEmpty();
  }

  @Test
  void every_documented_metric_is_there() throws IOException {
    assertThat(rows().keySet())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            name -> assertThat(scrape.types().keySet()).anyMatch(each -> covers(name, each)));
  }

  /** A row may speak of all names that begin alike, and speaks of the longest time, too. */
  private static boolean covers(String row, String name) {
    return row.endsWith("*")
        ? name.startsWith(row.substring(0, row.length() - 1))
        : name.equals(row) || name.equals(row + "_max");
  }

  /** The words that the tag {@code outcome} of a login can have are those of the code. */
  @Test
  void every_outcome_of_a_login_is_documented() throws IOException {
    String document = Files.readString(FOLDER.resolve("observability.md"));

    assertThat(outcomes())
        .hasSizeGreaterThan(10)
        .allSatisfy(word -> assertThat(document).contains("`" + word + "`"));
  }

  @Test
  void the_dashboard_asks_for_what_is_there() throws IOException {
    String dashboard = Files.readString(FOLDER.resolve("grafana-dashboard.json"));

    List<String> expressions = JsonPath.read(dashboard, "$.panels[*].targets[*].expr");

    assertThat(expressions).hasSizeGreaterThan(20).allSatisfy(this::assertAnswerable);
  }

  @Test
  void the_alerts_ask_for_what_is_there() throws IOException {
    Object alerts;
    try (Reader file = Files.newBufferedReader(FOLDER.resolve("alerts.yaml"))) {
      alerts = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
    }

    List<String> expressions = JsonPath.read(alerts, "$.groups[*].rules[*].expr");
    List<String> names = JsonPath.read(alerts, "$.groups[*].rules[*].alert");

    assertThat(expressions).hasSizeGreaterThan(10).allSatisfy(this::assertAnswerable);
    assertThat(names).doesNotHaveDuplicates().hasSameSizeAs(expressions);
  }

  private void assertAnswerable(String expression) {
    PromQl query = PromQl.parse(expression);
    assertThat(query.selectors()).as(expression).isNotEmpty();
    Set<String> known = new TreeSet<>(OF_PROMETHEUS);
    for (Selector selector : query.selectors()) {
      String metric = selector.metric();
      assertThat(scrape.names()).as(expression).contains(metric);
      Set<String> labels = scrape.labelNames(metric);
      known.addAll(labels);
      selector
          .labels()
          .forEach((label, wanted) -> {
            if (!OF_PROMETHEUS.contains(label)) {
              assertThat(labels).as(expression).contains(label);
              assertThat(values(metric, label)).as(expression).containsAll(alternatives(wanted));
            }
          });
    }
    assertThat(known).as(expression).containsAll(query.grouping());
  }

  private Set<String> values(String metric, String label) {
    if (metric.startsWith("gatehouse_logins") && label.equals("outcome")) {
      return outcomes();
    }
    return label.equals("status") ? Set.of("429", "500") : scrape.values(metric, label);
  }

  private static List<String> alternatives(String wanted) {
    return Arrays.asList(wanted.split("\\|"));
  }

  private static Set<String> outcomes() {
    return Stream.concat(
            Stream.of(
                LoginOutcome.REGISTERED,
                LoginOutcome.RETURNED,
                LoginOutcome.RETURNED_DORMANT,
                LoginEndings.STORAGE_UNAVAILABLE,
                LoginEndings.INTERNAL_ERROR),
            FAILURES.stream().map(LoginEndings::word))
        .collect(Collectors.toSet());
  }

  @Test
  void every_failure_of_a_login_is_among_those_checked_here() {
    assertThat(FAILURES.stream().map(Object::getClass).toList())
        .hasSameElementsAs(subclasses(LoginException.class).toList());
  }

  private static Stream<Class<?>> subclasses(Class<?> type) {
    return type.isSealed()
        ? Stream.of(type.getPermittedSubclasses()).flatMap(ObservabilityFilesTest::subclasses)
        : Stream.of(type);
  }

  /** But for the bucket's own. */
  private Set<String> labels(String name) {
    Set<String> labels = new TreeSet<>(scrape.labelNames(name));
    labels.addAll(scrape.labelNames(name + "_count"));
    return labels;
  }

  private static List<String> tags(String cell) {
    return Stream.of(cell.split(","))
        .map(tag -> tag.replaceAll("[` ]", ""))
        .filter(tag -> !tag.isEmpty())
        .toList();
  }

  /** Type and tags by name. */
  private static Map<String, List<String>> rows() throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("observability.md"))) {
      ROW.matcher(line)
          .results()
          .forEach(row -> rows.put(row.group(1), List.of(row.group(2), row.group(3))));
    }
    return rows;
  }
}
