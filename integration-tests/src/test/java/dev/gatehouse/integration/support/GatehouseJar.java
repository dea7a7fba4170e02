package dev.gatehouse.integration.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The finished jar in a process of its own, as operators start it. */
public final class GatehouseJar {

  /** Options of a JVM that starts quickly and takes little; at its best it would be slow. */
  public static final List<String> SMALL =
      List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** Makes a JVM leave its temporary files where those of the tests are. */
  public static final String TEMPORARY_FOLDER =
      "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir");

  /** Names folders with jars that the service finds besides its own, with commas between. */
  private static final String FOLDERS = "LOADER_PATH";

  /** Holds the database of trials, which does not ship. */
  private static final Path H2 = Path.of("..", "bootstrap", "target", "h2");

  private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+) .*");

  private GatehouseJar() {}

  /** How a run ended, and all that it printed. */
  public record Ending(int status, String output) {}

  /** Runs it to its end. */
  public static Ending run(List<String> arguments) throws IOException, InterruptedException {
    return endOf(command(SMALL, arguments).start());
  }

  /** Waits for the end of a run. */
  public static Ending endOf(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it has ended").isTrue();
    return new Ending(process.exitValue(), output.replace("\r\n", "\n"));
  }

  /** One that is yet to be started. */
  public static ProcessBuilder command(List<String> jvmOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(TEMPORARY_FOLDER);
    command.addAll(jvmOptions);
    command.addAll(
        List.of("-jar", Path.of("..", "bootstrap", "target", "gatehouse.jar").toString()));
    command.addAll(arguments);
    ProcessBuilder jar = new ProcessBuilder(command).redirectErrorStream(true);
    jar.environment().put(FOLDERS, H2.toString());
    return jar;
  }

  /** Has a service that is yet to be started find the modules in a folder, too. */
  public static void addModules(ProcessBuilder service, Path folder) {
    service.environment().merge(FOLDERS, folder.toString(), (one, other) -> one + "," + other);
  }

  /** The port of a service that starts, from what it prints. */
  public static int portOf(Process service) throws IOException {
    StringBuilder output = new StringBuilder();
    BufferedReader lines = service.inputReader(UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      output.append(line).append('\n');
      Matcher started = STARTED.matcher(line);
      if (started.find()) {
        return Integer.parseInt(started.group(1));
      }
    }
    throw new IllegalStateException("did not start: " + output);
  }
}
