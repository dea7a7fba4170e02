package dev.gatehouse.benchmarks.service;

import dev.gatehouse.benchmarks.service.Subject.Conditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * Gatehouse as it would be started in production: the finished jar, unpacked, with a cache of what
 * the JVM learned in a trial run (AOT cache), a key of its own, and its default settings but for
 * what a scenario needs.
 */
public final class GatehouseJar {

  /**
   * What the load of a benchmark needs: all of it comes from one address over very many
   * connections, and a WeChat may take 5 seconds.
   */
  private static final List<String> ROOM =
      List.of(
          "--gatehouse.limits.requests-per-minute=0",
          "--gatehouse.wechat.read-timeout=20s",
          "--gatehouse.wechat.deadline=30s",
          "--server.tomcat.max-connections=20000");

  private final Path jar;
  private final Path cache;
  private final Path key;
  private final List<String> javaOptions;

  /**
   * Unpacks a jar.
   *
   * @param name of the folder to unpack it into
   */
  public GatehouseJar(Path root, Path work, String name, Path jar, List<String> javaOptions)
      throws IOException, InterruptedException {
    this.javaOptions = javaOptions;
    this.jar = Jars.extract(jar, work.resolve(name));
    cache = work.resolve(name).resolve("gatehouse.aot");
    key = work.resolve("signing-key.pem");
    if (!Files.exists(key)) {
      Process maker =
          new ProcessBuilder(Jars.java(), root.resolve("bin/lib/NewSigningKey.java").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectOutput(key.toFile())
              .start();
      if (maker.waitFor() != 0) {
        Files.delete(key);
        throw new IllegalStateException("no signing key");
      }
    }
    // Refused if others can read it.
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
  }

  /** With all limits as they are by default. */
  public ProcessBuilder withLimits(Conditions conditions) {
    return start(conditions, false, "-XX:AOTCache=" + cache, List.of());
  }

  /** Without sessions, with the default limits but for the settings given. */
  public Subject.Command with(List<String> settings) {
    return conditions -> start(conditions, false, "-XX:AOTCache=" + cache, settings);
  }

  /** With the AOT cache, once {@link #training} has made it. */
  public Subject.Command command(boolean sessions) {
    return conditions ->
        Files.exists(cache)
            ? start(conditions, sessions, "-XX:AOTCache=" + cache)
            : withoutCache(conditions, sessions);
  }

  public ProcessBuilder withoutCache(Conditions conditions, boolean sessions) {
    return start(conditions, sessions, "-Xshare:auto");
  }

  /** A run that leaves behind the AOT cache when it ends. */
  public ProcessBuilder training(Conditions conditions) throws IOException {
    Files.deleteIfExists(cache);
    return start(conditions, true, "-XX:AOTCacheOutput=" + cache);
  }

  /** Whether the training run has left its cache. */
  public boolean isTrained() {
    return Files.exists(cache);
  }

  private ProcessBuilder start(Conditions conditions, boolean sessions, String option) {
    return start(conditions, sessions, option, ROOM);
  }

  private ProcessBuilder start(
      Conditions conditions, boolean sessions, String option, List<String> settings) {
    List<String> command = new ArrayList<>(List.of(Jars.java(), option));
    command.add("-Xmx" + conditions.heap());
    // As the image does. Without it the end of the heap leaves a process that ends for no signal.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(javaOptions);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(
        List.of(
            "--server.port=" + conditions.port(),
            "--management.server.port=" + Ports.free(),
            "--gatehouse.public-url=http://127.0.0.1:" + conditions.port(),
            "--gatehouse.session.signing-keys=" + key,
            "--gatehouse.session.enabled=" + sessions,
            "--gatehouse.wechat.api-base-url=" + conditions.weChat(),
            "--gatehouse.wechat.apps.app.id=wxbench0000000000",
            "--gatehouse.wechat.apps.app.secret=fedcba9876543210fedcba9876543210",
            "--gatehouse.wechat.apps.app.kind=mobile",
            "--spring.datasource.url=" + conditions.database().replaceFirst("\\?.*", ""),
            "--spring.datasource.username=gatehouse",
            "--spring.datasource.password=gatehouse"));
    command.addAll(settings);
    return new ProcessBuilder(command);
  }
}
