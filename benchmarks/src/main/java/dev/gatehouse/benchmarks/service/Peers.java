package dev.gatehouse.benchmarks.service;

import dev.gatehouse.benchmarks.service.Subject.Conditions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The services that Gatehouse is measured beside, each started as is usual for its kind. */
public final class Peers {

  private static final String PACKAGE = "dev.gatehouse.benchmarks.peers.";

  private final Path root;
  private final Path classes;
  private final List<String> javaOptions;

  /**
   * Unpacks them.
   *
   * @param root the project's folder
   * @param javaOptions for those that run on Java: the same collector as Gatehouse's
   */
  public Peers(Path root, Path work, List<String> javaOptions)
      throws IOException, InterruptedException {
    this.root = root;
    this.javaOptions = javaOptions;
    Path jar = Jars.find(root.resolve("benchmarks/peers/target"), "benchmark-peers-*-exec.jar");
    classes = Jars.extract(jar, work.resolve("peers"));
  }

  /** Two workers for each processor and one more, as gunicorn's documentation advises. */
  ProcessBuilder flask(Conditions conditions) {
    String workers = "" + (2 * Runtime.getRuntime().availableProcessors() + 1);
    ProcessBuilder builder =
        new ProcessBuilder(
            "/usr/bin/gunicorn",
            "--bind=127.0.0.1:" + conditions.port(),
            "--workers=" + workers,
            "--worker-class=gthread",
            "--threads=4",
            "--keep-alive=75",
            "--backlog=2048",
            "--chdir=" + root.resolve("benchmarks/peers/flask"),
            "login:app");
    String database =
        conditions
            .database()
            .replaceFirst(
                "^jdbc:mysql://([^/]+)/([^?]+)\\?.*$",
                "mysql+pymysql://gatehouse:gatehouse@$1/$2?charset=utf8mb4");
    builder.environment().put("DATABASE_URL", database);
    builder.environment().put("WECHAT_URL", conditions.weChat().toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder;
  }

  ProcessBuilder justAuth(Conditions conditions) {
    return spring("justauth.JustAuthLogin", conditions);
  }

  ProcessBuilder handwritten(Conditions conditions) {
    return spring("handwritten.HandwrittenLogin", conditions);
  }

  ProcessBuilder floor(Conditions conditions) {
    return java(
        "floor.FloorLogin",
        conditions.heap(),
        List.of("" + conditions.port(), conditions.weChat().toString(), conditions.database()));
  }

  /** Not a service: it takes orders from its input. */
  public ProcessBuilder inserts(String database, int connections, String run) {
    return java("inserts.InsertLoop", "512m", List.of(database, "" + connections, run));
  }

  private ProcessBuilder spring(String main, Conditions conditions) {
    return java(
        main,
        conditions.heap(),
        List.of(
            "--server.port=" + conditions.port(),
            // As for Gatehouse: the scenario of many in flight needs more than the usual 8192.
            "--server.tomcat.max-connections=20000",
            "--server.tomcat.accept-count=1024",
            "--spring.datasource.url=" + conditions.database(),
            "--wechat.url=" + conditions.weChat()));
  }

  private ProcessBuilder java(String main, String heap, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(Jars.java(), "-Xmx" + heap));
    command.addAll(javaOptions);
    command.addAll(List.of("-cp", classes + ":" + classes.resolveSibling("lib") + "/*"));
    command.add(PACKAGE + main);
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
