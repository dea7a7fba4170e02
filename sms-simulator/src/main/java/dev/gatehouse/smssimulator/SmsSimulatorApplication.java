package dev.gatehouse.smssimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.TreeMap;

/** The simulator as a command. Runs until SIGTERM or Ctrl-C. */
public final class SmsSimulatorApplication {

  private static final int DEFAULT_PORT = 8091;
  private static final String USAGE =
      """
      Usage: java -jar sms-simulator-exec.jar [--port N] [--address A]

      Runs a simulator of SMS vendors until it is stopped. GET / shows the messages.

        --port N     port to listen on, 0 for any free one (default: %d)
        --address A  IP address to listen on (default: 127.0.0.1). Every device that reaches
                     another one can read the codes.
        --help       show this
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
    try {
      SmsSimulator simulator = started(args);
      Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
      out.println("SMS simulator at " + simulator.url());
      out.println("Settings of Gatehouse:");
      new TreeMap<>(simulator.settings()).forEach((name, value) -> out.println(name + "=" + value));
      out.flush();
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    }
  }

  private static SmsSimulator started(String... args) {
    InetAddress address = InetAddress.getLoopbackAddress();
    int port = DEFAULT_PORT;
    for (int i = 0; i < args.length; i += 2) {
      String value = i + 1 < args.length ? args[i + 1] : "";
      if (args[i].equals("--port") && value.matches("[0-9]{1,5}")) {
        port = Integer.parseInt(value);
      } else if (args[i].equals("--address")) {
        address = InetAddress.ofLiteral(value);
      } else {
        throw new IllegalArgumentException("unknown or incomplete argument: " + args[i]);
      }
    }
    return new SmsSimulator(address, port);
  }
}
