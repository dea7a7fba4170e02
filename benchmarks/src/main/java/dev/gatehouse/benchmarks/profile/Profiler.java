package dev.gatehouse.benchmarks.profile;

import dev.gatehouse.benchmarks.service.Service;
import dev.gatehouse.benchmarks.testbed.TestBed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Takes a profile of where a running JVM spends CPU time, with async-profiler: a flame graph, the
 * stacks as text, and a summary.
 */
public final class Profiler {

  private static final String LIBRARY = "libasyncProfiler.so";

  private final Path library;
  private final Path flames;
  private final Path stacks;
  private final Service service;

  /** Load on a service. */
  @FunctionalInterface
  public interface Load {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Takes a profile of each of the services that is a JVM, while it is under load, and tells what
   * came of it; if that was asked for. After what is measured, which it would slow down. Without a
   * profile the figures still count.
   *
   * @param of what is profiled, for the names of the files
   */
  public static void profile(TestBed bed, Service service, String of, Load load)
      throws IOException, InterruptedException {
    if (bed.options().profile() && !service.name().equals("flask")) {
      try {
        Profiler profiler = new Profiler(bed.work(), service, of);
        profiler.start();
        load.run();
        TestBed.say(profiler.stop());
      } catch (IllegalStateException e) {
        TestBed.say("no profile of %s: %s".formatted(service.name(), e.getMessage()));
      }
    }
  }

  private Profiler(Path work, Service service, String of) throws IOException {
    this.service = service;
    Path folder = Files.createDirectories(work.resolve("profiles"));
    flames = folder.resolve(service.name() + "-" + of + ".html");
    stacks = folder.resolve(service.name() + "-" + of + ".collapsed");
    library = work.resolve(LIBRARY);
    String platform = System.getProperty("os.arch").equals("amd64") ? "linux-x64" : "linux-arm64";
    try (InputStream packed = Profiler.class.getResourceAsStream("/" + platform + "/" + LIBRARY)) {
      if (packed == null) {
        throw new IllegalStateException("no profiler for this machine");
      }
      Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void start() throws IOException, InterruptedException {
    // By timers of the threads where the kernel's own counters are not to be had.
    order("start,event=cpu,interval=1ms");
  }

  /**
   * Ends it and writes the files.
   *
   * @return a summary for people
   */
  private String stop() throws IOException, InterruptedException {
    order("dump,collapsed,file=" + stacks);
    order("stop,flamegraph,file=" + flames);
    return String.format(
        Locale.ROOT,
        "%s: %s%n%s",
        service.name(),
        flames,
        StackShares.of(Files.readAllLines(stacks)).text());
  }

  private void order(String what) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process =
        new ProcessBuilder(
                "" + jcmd, "" + service.pid(), "JVMTI.agent_load", "" + library, "\"" + what + "\"")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the profiler did not take the order " + what);
    }
  }
}
