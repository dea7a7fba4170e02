package dev.gatehouse.wechatsimulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Optional;

/** The simulator as a command. Runs until SIGTERM or Ctrl-C. */
public final class WeChatSimulatorApplication {
  private static final int DEFAULT_PORT = 8090;
  private static final String USAGE =
      """
      Usage: java -jar wechat-simulator-exec.jar [--port N] [--address A] [--allow-host NAME]...
                                                 [--callback-domain HOST]

      Runs a simulator of WeChat's login platform until it is stopped.

        --port N                port to listen on, 0 for any free one (default: %d)
        --address A             address to listen on (default: 127.0.0.1). An address of this
                                machine in the local network, or 0.0.0.0 for all addresses, lets a
                                real phone scan the QR code. Every device in that network can then
                                log in as any of the simulated people.
        --allow-host NAME       answer requests under this host name too, for example the name of a
                                container (default: localhost and IP addresses only)
        --callback-domain HOST  accept this host only in redirect URIs, without a port, as WeChat
                                does (default: any host and port)
        --help                  show this
      """
          .formatted(DEFAULT_PORT);

  private WeChatSimulatorApplication() {}

  /** Exits with status 2 for wrong arguments, 1 when the port is not available. */
  public static void main(String... args) {
    // Nicknames are Chinese in every locale of the terminal.
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
   * Starts the simulator, or prints the help.
   *
   * @return the simulator; empty for help
   * @throws IllegalArgumentException for wrong arguments
   */
  static Optional<WeChatSimulator> run(PrintStream out, String... args) {
    if (args.length == 1 && args[0].equals("--help")) {
      out.print(USAGE);
      return Optional.empty();
    }
    WeChatSimulator simulator = configured(args).start();
    out.print(simulator.banner());
    out.flush();
    return Optional.of(simulator);
  }

  private static WeChatSimulatorBuilder configured(String... args) {
    WeChatSimulatorBuilder builder = WeChatSimulator.builder().port(DEFAULT_PORT);
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(
            "unknown or incomplete arguments: " + String.join(" ", args));
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--port" -> builder.port(port(value));
        case "--address" -> builder.address(address(value));
        case "--allow-host" -> builder.allowHost(value);
        case "--callback-domain" -> builder.callbackDomain("web", value);
        default ->
            throw new IllegalArgumentException(
                "unknown or incomplete arguments: " + String.join(" ", args));
      }
    }
    return builder;
  }

  private static int port(String value) {
    if (!value.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "--port must be a number from 0 to 65535, but is \"" + value + "\"");
    }
    return Integer.parseInt(value);
  }

  /** An IP address, so that the start needs no DNS. */
  private static InetAddress address(String value) {
    try {
      return InetAddress.ofLiteral(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--address must be an IP address, but is \"" + value + "\"", e);
    }
  }
}
