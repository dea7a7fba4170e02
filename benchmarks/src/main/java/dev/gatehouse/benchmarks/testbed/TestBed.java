package dev.gatehouse.benchmarks.testbed;

import dev.gatehouse.benchmarks.database.MySql;
import dev.gatehouse.benchmarks.database.Users;
import dev.gatehouse.benchmarks.load.ClosedLoop;
import dev.gatehouse.benchmarks.load.OpenLoop;
import dev.gatehouse.benchmarks.request.Logins;
import dev.gatehouse.benchmarks.service.GatehouseJar;
import dev.gatehouse.benchmarks.service.Peers;
import dev.gatehouse.benchmarks.service.Ports;
import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.service.Subject;
import dev.gatehouse.benchmarks.service.Subject.Conditions;
import dev.gatehouse.benchmarks.service.WeChat;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What every scenario stands on: MySQL, the nginx that plays WeChat, the services that can be
 * started, and what loads them.
 */
public final class TestBed implements AutoCloseable {

  public static final String HEAP = "512m";

  private static final long FEW = 10_000;

  private final Options options;
  private final Path root;
  private final Path work;
  private final long files;
  private final MySql mySql;
  private final WeChat weChat;
  private final GatehouseJar gatehouse;
  private final Optional<GatehouseJar> before;
  private final Peers peers;
  private final Users users;
  private final List<String> people;

  /**
   * Starts what is always there.
   *
   * @param root the project's folder
   * @param files how many files a process may have open
   */
  public TestBed(Options options, Path root, Path work, long files)
      throws IOException, InterruptedException, SQLException {
    this.options = options;
    this.root = root;
    this.work = Files.createDirectories(work);
    this.files = files;
    gatehouse =
        new GatehouseJar(
            root,
            work,
            "gatehouse",
            root.resolve("bootstrap/target/gatehouse.jar"),
            options.javaOptions());
    // Without the options: the same jar twice then says what they do.
    before =
        options.before().isPresent()
            ? Optional.of(new GatehouseJar(root, work, "before", options.before().get(), List.of()))
            : Optional.empty();
    peers = new Peers(root, work, options.javaOptions());
    mySql = new MySql(root, options.data(), options.durable());
    users = new Users(mySql.database("users_" + FEW), FEW);
    people = users.sample();
    weChat = new WeChat(root, work, files);
    train("gatehouse", gatehouse);
    if (before.isPresent()) {
      train("before", before.get());
    }
  }

  public Options options() {
    return options;
  }

  /** The folder for the files of a run. */
  public Path work() {
    return work;
  }

  public long files() {
    return files;
  }

  public MySql mySql() {
    return mySql;
  }

  public WeChat weChat() {
    return weChat;
  }

  public GatehouseJar gatehouse() {
    return gatehouse;
  }

  public Peers peers() {
    return peers;
  }

  /** The database of 10,000 users that most scenarios use. */
  public String database() {
    return users.url();
  }

  /** The unionids of its users. */
  public List<String> people() {
    return people;
  }

  /** Those of the named services that were asked for. */
  public List<Subject> subjects(String... names) {
    return Subject.all(gatehouse, before, peers).stream()
        .filter(each -> Stream.of(names).filter(options::measures).anyMatch(each::standsFor))
        .toList();
  }

  /** Conditions with a free port. */
  public Conditions conditions(String database, URI weChat, String heap) {
    return new Conditions(Ports.free(), database, weChat, heap);
  }

  /** Starts a service and waits until a login succeeds. */
  public Service start(Subject subject, Conditions conditions)
      throws IOException, InterruptedException {
    Service service = launch(subject, conditions);
    try {
      service.awaitLogin(new Logins(), people.getFirst());
    } catch (IllegalStateException e) {
      service.close();
      throw e;
    }
    return service;
  }

  /** Starts a service and waits for nothing. */
  public Service launch(Subject subject, Conditions conditions) throws IOException {
    return new Service(
        subject.name(),
        conditions.port(),
        work.resolve(subject.name() + ".log"),
        subject.command().on(conditions));
  }

  /** Starts all of them, one after the other. */
  public List<Service> startAll(List<Subject> subjects, String database, URI weChat)
      throws IOException, InterruptedException {
    List<Service> services = new ArrayList<>();
    for (Subject subject : subjects) {
      say("starting " + subject.name());
      services.add(start(subject, conditions(database, weChat, HEAP)));
    }
    return services;
  }

  /** Loads services by wrk with logins of people from the file, or of new people if it is empty. */
  public ClosedLoop.Load closedLoop(List<Integer> ports, Duration duration, List<String> returning)
      throws IOException, InterruptedException {
    Path file = work.resolve("people.txt");
    Files.write(file, returning);
    return new ClosedLoop(root.resolve("benchmarks/load"), options.connections())
        .run(
            ports,
            duration,
            "login.lua",
            List.of(returning.isEmpty() ? "first" : "returning", Logins.newRun(), "" + file));
  }

  /** Loads a service by wrk with requests for the current user. */
  public ClosedLoop.Load closedLoopOfMe(int port, Duration duration, Path tokens)
      throws IOException, InterruptedException {
    return new ClosedLoop(root.resolve("benchmarks/load"), options.connections())
        .run(List.of(port), duration, "me.lua", List.of("" + tokens));
  }

  /** Sends a service logins of returning users at a constant rate. */
  public OpenLoop.Outcome openLoop(int port, int perSecond, Duration duration) throws IOException {
    Supplier<byte[]> logins = new Logins().returning(people);
    return new OpenLoop(port, logins, Duration.ofMinutes(1)).run(perSecond, duration);
  }

  /**
   * Measures each of them once in each round, in every second round from the last to the first:
   * what the one before leaves behind, a warm cache or a busy disk, meets all alike.
   */
  public <T> void inTurns(List<T> subjects, Turn<T> turn)
      throws IOException, InterruptedException, SQLException {
    for (int round = 1; round <= options.rounds(); round++) {
      say("round " + round + " of " + options.rounds());
      for (T subject : round % 2 == 1 ? subjects : subjects.reversed()) {
        turn.measure(subject);
      }
    }
  }

  /** Measures one subject in one round. */
  @FunctionalInterface
  public interface Turn<T> {
    void measure(T subject) throws IOException, InterruptedException, SQLException;
  }

  /** Tells how far it is, on standard error: standard output is for the tables. */
  public static void say(String text) {
    System.err.println(text);
  }

  private void train(String name, GatehouseJar jar) throws IOException, InterruptedException {
    say("making the AOT cache of " + name);
    Conditions conditions = conditions(database(), weChat.atOnce(), HEAP);
    try (Service service =
        new Service(
            name,
            conditions.port(),
            work.resolve(name + "-training.log"),
            jar.training(conditions))) {
      service.awaitLogin(new Logins(), people.getFirst());
      openLoop(conditions.port(), 100, Duration.ofSeconds(3));
    }
    if (!jar.isTrained()) {
      throw new IllegalStateException("no AOT cache came of it; see " + name + "-training.log");
    }
  }

  @Override
  public void close() {
    weChat.close();
    users.close();
    mySql.close();
  }
}
