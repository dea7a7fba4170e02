package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The simulator as a command: runs until it is told to stop (SIGTERM, Ctrl-C). */
public final class WeChatSimulatorApplication {
  private static final int DEFAULT_PORT = 8090;
  private static final String USAGE =
      """
      Usage: java -jar wechat-simulator-exec.jar [--port N]

      Runs a stand-in for WeChat's login platform on 127.0.0.1, until it is stopped.

        --port N   port to listen on, 0 for any free one (default: %d)
        --help     show this
      """
          .formatted(DEFAULT_PORT);

  private WeChatSimulatorApplication() {}

  /** Ends with status 2 when the arguments are wrong, 1 when the port cannot be had. */
  public static void main(String... args) {
    // Nicknames are Chinese, whatever the locale of the terminal says.
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    try {
      run(out, args)
          .ifPresent(simulator ->
              Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop")));
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.print(USAGE);
      System.exit(2);
    } catch (UncheckedIOException e) {
      err.println(e.getMessage());
      System.exit(1);
    }
  }

  /**
   * Does what the arguments say.
   *
   * @return the simulator, unless all that was asked for is help
   * @throws IllegalArgumentException for arguments that it does not understand
   */
  static Optional<WeChatSimulator> run(PrintStream out, String... args) {
    if (args.length == 1 && args[0].equals("--help")) {
      out.print(USAGE);
      return Optional.empty();
    }
    WeChatSimulator simulator = WeChatSimulator.start(port(args));
    out.print(simulator.banner());
    out.flush();
    return Optional.of(simulator);
  }

  private static int port(String... args) {
    if (args.length == 0) {
      return DEFAULT_PORT;
    }
    if (args.length != 2 || !args[0].equals("--port")) {
      throw new IllegalArgumentException(
          "unknown or incomplete arguments: " + String.join(" ", args));
    }
    if (!args[1].matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "--port must be a number from 0 to 65535, but is \"" + args[1] + "\"");
    }
    return Integer.parseInt(args[1]);
  }
}
