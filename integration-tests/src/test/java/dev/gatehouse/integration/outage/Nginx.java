package dev.gatehouse.integration.outage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.integration.support.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The real nginx with the configuration that we ship, before two replicas. As the controller of an
 * ingress does, it follows their readiness: one that is not ready gets no requests any more.
 */
final class Nginx implements AutoCloseable {

  private static final Path SHIPPED = Path.of("..", "deploy", "nginx", "gatehouse.conf");

  private final Path folder;
  private final List<Integer> replicas;
  private final Supplier<List<Boolean>> readiness;
  private final String site;
  private final int port;
  private final Process process;
  private final ScheduledExecutorService follower = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> following;
  private List<Boolean> ready;

  private Nginx(
      Path folder, List<Integer> replicas, Supplier<List<Boolean>> readiness, String site, int port)
      throws IOException {
    this.folder = folder;
    this.replicas = List.copyOf(replicas);
    this.readiness = readiness;
    this.site = site;
    this.port = port;
    this.ready = readiness.get();
    configure();
    process = new ProcessBuilder(command()).inheritIO().start();
    await().atMost(Duration.ofSeconds(30)).until(this::listens);
    following = follower.scheduleWithFixedDelay(this::follow, 0, 200, TimeUnit.MILLISECONDS);
  }

  /**
   * Starts one and returns when it takes calls.
   *
   * @param folder of its own, where it may write
   */
  static Nginx before(List<JarReplica> replicas, Path folder) throws IOException {
    return new Nginx(
        folder,
        replicas.stream().map(JarReplica::port).toList(),
        () -> replicas.stream().map(JarReplica::isReady).toList(),
        "",
        FreePort.next());
  }

  /**
   * The same before ports on which anything may listen, or nothing.
   *
   * @param folder as above
   */
  static Nginx beforePorts(List<Integer> ports, Path folder) throws IOException {
    return new Nginx(
        folder, ports, () -> ports.stream().map(_ -> true).toList(), "", FreePort.next());
  }

  /**
   * One that shares its host with a site: the replica is under {@code /auth}.
   *
   * @param port its own
   * @param site the directives of the location of the site
   * @param folder as above
   */
  static Nginx underPath(int port, int replica, String site, Path folder) throws IOException {
    List<Integer> replicas = List.of(replica, replica);
    return new Nginx(folder, replicas, () -> List.of(true, true), site, port);
  }

  int port() {
    return port;
  }

  Path accessLog() {
    return folder.resolve("access.log");
  }

  @Override
  public void close() {
    following.cancel(false);
    follower.close();
    process.destroy();
    process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  private void follow() {
    try {
      List<Boolean> now = readiness.get();
      if (!now.equals(ready)) {
        ready = now;
        configure();
        new ProcessBuilder(command("-s", "reload")).inheritIO().start().onExit().join();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void configure() throws IOException {
    String shipped = Files.readString(SHIPPED);
    for (int i = 0; i < replicas.size(); i++) {
      String down = ready.get(i) ? "" : " down";
      shipped =
          replaced(
              shipped,
              "server gatehouse-" + (i + 1) + ":8080;",
              "server 127.0.0.1:" + replicas.get(i) + down + ";");
    }
    shipped = replaced(shipped, "listen 8080;", "listen 127.0.0.1:" + port + ";");
    shipped = replaced(shipped, "/var/log/nginx/access.log", accessLog().toString());
    shipped = replaced(shipped, "/var/log/nginx/error.log", folder.resolve("error.log").toString());
    Files.writeString(folder.resolve("gatehouse.conf"), shared(shipped), UTF_8);
    Files.writeString(folder.resolve("nginx.conf"), main(), UTF_8);
  }

  /** The changes that the shipped configuration and docs/operate/production.md name. */
  private String shared(String shipped) {
    if (site.isEmpty()) {
      return shipped;
    }
    String map = "map \"\" $public_path {\n    default ";
    String changed = replaced(shipped, map + "\"\";", map + "\"/auth\";");
    return replaced(
        changed, "    location / {", "    location / {\n" + site + "\n}\n    location /auth/ {");
  }

  /** Only where things lie; everything that matters is in the configuration that we ship. */
  private String main() {
    String bodies =
        List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi").stream()
            .map(name -> "  " + name + "_temp_path " + folder.resolve(name) + ";\n")
            .collect(Collectors.joining());
    return """
    daemon off;
    worker_processes 1;
    pid %1$s/nginx.pid;
    error_log %1$s/error.log notice;
    events { worker_connections 4096; }
    http {
    %2$s  include %1$s/gatehouse.conf;
    }
    """
        .formatted(folder, bodies);
  }

  private static String replaced(String text, String what, String by) {
    if (text.split(Pattern.quote(what), -1).length != 2) {
      throw new IllegalStateException(SHIPPED + " must say once: " + what);
    }
    return text.replace(what, by);
  }

  private List<String> command(String... more) {
    String named = System.getenv("GATEHOUSE_TEST_NGINX");
    List<String> command = new ArrayList<>();
    command.add(named == null || named.isBlank() ? "nginx" : named);
    command.addAll(List.of("-p", folder.toString(), "-e", folder.resolve("error.log").toString()));
    command.addAll(List.of("-c", folder.resolve("nginx.conf").toString()));
    command.addAll(List.of(more));
    return command;
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("nginx did not start; see " + folder.resolve("error.log"));
    }
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }
}
