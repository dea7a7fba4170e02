package dev.gatehouse.smssimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.TreeMap;

/** The simulator as a command. Runs until SIGTERM or Ctrl-C. */
public final class SmsSimulatorApplication {

  private static final int DEFAULT_PORT = 8091;
  private static final String USAGE =
      """
      Usage: java -jar sms-simulator-exec.jar [--port N]

      Runs a simulator of SMS vendors on 127.0.0.1 until it is stopped. GET / shows the messages.

        --port N   port to listen on, 0 for any free one (default: %d)
        --help     show this
      """
          .formatted(DEFAULT_PORT);

  private SmsSimulatorApplication() {}

  /** Exits with status 2 for wrong arguments, 1 when the port is not available. */
  public static void main(String... args) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    if (args.length == 1 && args[0].equals("--help")) {
      out.print(USAGE);
      return;
    }
    boolean port = args.length == 2 && args[0].equals("--port") && args[1].matches("[0-9]{1,5}");
    if (args.length != 0 && !port) {
      System.err.print(USAGE);
      System.exit(2);
    }
    try {
      SmsSimulator simulator = new SmsSimulator(port ? Integer.parseInt(args[1]) : DEFAULT_PORT);
      Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
      out.println("SMS simulator at " + simulator.url());
      out.println("Settings of Gatehouse:");
      new TreeMap<>(simulator.settings()).forEach((name, value) -> out.println(name + "=" + value));
      out.flush();
    } catch (UncheckedIOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }
}
