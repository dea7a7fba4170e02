package dev.gatehouse.benchmarks.scenario;

import static dev.gatehouse.benchmarks.testbed.TestBed.say;

import dev.gatehouse.benchmarks.database.Users;
import dev.gatehouse.benchmarks.figure.Metric;
import dev.gatehouse.benchmarks.figure.Recording;
import dev.gatehouse.benchmarks.load.OpenLoop;
import dev.gatehouse.benchmarks.request.HttpConnection;
import dev.gatehouse.benchmarks.request.Logins;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.SmsInbox;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Login by phone. An attacker asks for codes from many addresses while customers log in: the budget
 * must hold and the customers must get in. Then returning users log in by codes that they have, in
 * turns with logins by WeChat at the same rate.
 */
public final class PhoneScenario implements Scenario {

  public static final String ATTACK = "attack";
  public static final String PHONE = "phone";
  public static final String WECHAT = "wechat";
  public static final String MESSAGES = "messages";
  public static final int BUDGET = 500;
  public static final int CUSTOMERS = 10;
  public static final String SERVED = "customers served, of " + CUSTOMERS;

  private static final int REQUESTS = 10_000;
  private static final int ATTACKERS = 1_000;
  private static final int NUMBERS = 5_000;
  private static final int REQUESTS_PER_SECOND = 200;

  private static final int LOGINS_PER_SECOND = 100;
  private static final int RETURNING = 1_000;
  private static final int CLIENTS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Addresses of clients come through a proxy on this machine. */
  private static final List<String> PROXY = List.of("--gatehouse.trusted-proxies=127.0.0.1/32");

  /** Else the total of a minute holds before the budget of the day does. */
  private static final List<String> BUDGET_ALONE =
      List.of(
          "--gatehouse.phone.budget.per-day=" + BUDGET,
          "--gatehouse.phone.limits.total=100000000/1m");

  private static final List<String> NO_LIMITS =
      List.of(
          "--gatehouse.phone.budget.per-day=10000000",
          "--gatehouse.phone.limits.total=100000000/1m",
          "--gatehouse.phone.limits.address=100000000/1m",
          "--gatehouse.phone.limits.number=100000000/1m");

  @Override
  public void run(TestBed bed, Recording recording)
      throws IOException, InterruptedException, SQLException, ExecutionException {
    String database = bed.mySql().database("phone");
    // Counts of an earlier run would be part of this one's budget.
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute("drop database `" + connection.getCatalog() + "`");
    }
    try (Users users = new Users(database, RETURNING);
        SmsInbox inbox = new SmsInbox()) {
      attack(bed, inbox, users.url(), recording);
      besideWeChat(bed, inbox, users, recording);
    }
  }

  private static void attack(TestBed bed, SmsInbox inbox, String database, Recording recording)
      throws IOException, InterruptedException, ExecutionException {
    try (Service service = start(bed, "gatehouse-attacked", inbox, database, BUDGET_ALONE)) {
      Client customers = new Client(service.port(), inbox);
      for (int i = 0; i < CUSTOMERS; i++) {
        customers.logIn(customer(i));
      }
      double cpu = -service.figures().cpuMillis();
      CompletableFuture<OpenLoop.Outcome> running =
          CompletableFuture.supplyAsync(() -> flood(service));
      int served = 0;
      // The limit of a number allows one message a minute.
      TimeUnit.SECONDS.sleep(60);
      for (int i = 0; i < CUSTOMERS; i++) {
        served += customers.logIn(customer(i)) ? 1 : 0;
      }
      OpenLoop.Outcome outcome = running.get();
      cpu += service.figures().cpuMillis();
      recording.add(ATTACK, "requests", outcome.sent());
      recording.add(ATTACK, "answered 200", outcome.succeeded());
      recording.add(ATTACK, MESSAGES, inbox.messages());
      recording.add(ATTACK, "budget", BUDGET);
      recording.add(ATTACK, SERVED, served);
      recording.add(ATTACK, "CPU ms each", cpu / outcome.sent());
    }
  }

  private static OpenLoop.Outcome flood(Service service) {
    AtomicInteger count = new AtomicInteger();
    Supplier<byte[]> requests =
        () -> {
          int i = count.getAndIncrement();
          return codes("+86158%08d".formatted(i % NUMBERS), address(10, i % ATTACKERS));
        };
    try {
      return new OpenLoop(service.port(), requests, PATIENCE)
          .run(REQUESTS_PER_SECOND, Duration.ofSeconds(REQUESTS / REQUESTS_PER_SECOND));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void besideWeChat(TestBed bed, SmsInbox inbox, Users users, Recording recording)
      throws IOException, InterruptedException, ExecutionException {
    try (Service service = start(bed, "gatehouse-phone", inbox, users.url(), NO_LIMITS)) {
      Client client = new Client(service.port(), inbox);
      say("warming up");
      Supplier<byte[]> weChat = new Logins().returning(users.sample());
      at(service, client.prepared(bed.options().warmUp()), bed.options().warmUp());
      at(service, weChat, bed.options().warmUp());
      for (int round = 1; round <= bed.options().rounds(); round++) {
        say("round " + round + " of " + bed.options().rounds());
        Duration time = bed.options().round();
        measure(bed, service, PHONE, client.prepared(time), recording);
        measure(bed, service, WECHAT, weChat, recording);
      }
    }
  }

  private static void measure(
      TestBed bed, Service service, String name, Supplier<byte[]> logins, Recording recording)
      throws IOException {
    double cpu = -service.figures().cpuMillis();
    double database = -bed.mySql().figures().cpuMillis();
    OpenLoop.Outcome outcome = at(service, logins, bed.options().round());
    cpu += service.figures().cpuMillis();
    database += bed.mySql().figures().cpuMillis();
    recording.add(name, Metric.CPU, cpu / outcome.succeeded());
    recording.add(name, Metric.DATABASE_CPU, database / outcome.succeeded());
    recording.add(name, Metric.P50, outcome.latencies().micros(0.5) / 1000);
    recording.add(name, Metric.P99, outcome.latencies().micros(0.99) / 1000);
    recording.add(name, LatencyScenario.LOST, outcome.lost());
  }

  private static OpenLoop.Outcome at(Service service, Supplier<byte[]> logins, Duration time)
      throws IOException {
    return new OpenLoop(service.port(), logins, PATIENCE).run(LOGINS_PER_SECOND, time);
  }

  private static Service start(
      TestBed bed, String name, SmsInbox inbox, String database, List<String> limits)
      throws IOException, InterruptedException {
    List<String> settings = new ArrayList<>(PROXY);
    settings.addAll(limits);
    settings.addAll(gateway(inbox.url()));
    return bed.start(
        new Subject(name, bed.gatehouse().with(settings)),
        bed.conditions(database, bed.weChat().atOnce(), TestBed.HEAP));
  }

  private static List<String> gateway(URI url) {
    return List.of(
        "--gatehouse.limits.requests-per-minute=0",
        "--gatehouse.phone.gateway=http",
        "--gatehouse.phone.http.url=" + url,
        "--gatehouse.phone.http.token=bench");
  }

  private static String customer(int i) {
    return "+86139%08d".formatted(i);
  }

  private static String address(int network, int i) {
    return "%d.0.%d.%d".formatted(network, i / 250, i % 250);
  }

  private static byte[] codes(String number, String address) {
    return HttpConnection.post(
        "/v1/logins/P/codes", "{\"phone\":\"%s\"}".formatted(number), address);
  }

  /** People with phones, each at an address of its own. */
  private record Client(int port, SmsInbox inbox) {

    /** Whether a person gets a code and gets in with it. */
    boolean logIn(String number) throws IOException {
      String address = address(11, Math.floorMod(number.hashCode(), RETURNING));
      try (HttpConnection connection = new HttpConnection(port, PATIENCE)) {
        HttpConnection.Answer sent = connection.exchange(codes(number, address));
        return sent.status() == 200
            && connection.exchange(login(number, address, sent.body())).status() / 100 == 2;
      }
    }

    private byte[] login(String number, String address, String sent) {
      return HttpConnection.post(
          "/v1/logins",
          "{\"method\":\"P\",\"credential\":{\"phone\":\"%s\",\"code\":\"%s\",\"challenge\":\"%s\"}}"
              .formatted(
                  number,
                  inbox.code(number),
                  JsonMapper.shared().readTree(sent).at("/challenge").asString()),
          address);
    }

    /** The logins of a time at the rate of this scenario; their codes are sent before. */
    Supplier<byte[]> prepared(Duration time) throws InterruptedException, ExecutionException {
      int number = (int) (LOGINS_PER_SECOND * time.toSeconds());
      Queue<byte[]> logins = new ConcurrentLinkedQueue<>();
      List<Callable<Void>> tasks =
          IntStream.range(0, CLIENTS)
              .<Callable<Void>>mapToObj(client ->
                  () -> {
                    for (int i = client; i < number; i += CLIENTS) {
                      logins.add(prepared(i % RETURNING));
                    }
                    return null;
                  })
              .toList();
      try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
        for (Future<Void> each : clients.invokeAll(tasks)) {
          each.get();
        }
      }
      return logins::remove;
    }

    private byte[] prepared(int person) throws IOException {
      String number = "+86137%08d".formatted(person);
      String address = address(12, person);
      try (HttpConnection connection = new HttpConnection(port, PATIENCE)) {
        HttpConnection.Answer sent = connection.exchange(codes(number, address));
        if (sent.status() != 200) {
          throw new IllegalStateException("no code: " + sent.status() + " " + sent.body());
        }
        return login(number, address, sent.body());
      }
    }
  }
}
