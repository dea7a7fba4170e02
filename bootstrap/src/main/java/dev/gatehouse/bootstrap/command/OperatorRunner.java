package dev.gatehouse.bootstrap.command;

import dev.gatehouse.application.operation.OperatorCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Runs the command that {@code java -jar gatehouse.jar <name> [switches] [settings]} names, in
 * place of the service. Of everything installed only that command is made: no web server, no pool,
 * and only the settings that it reads.
 *
 * <p>What begins with {@code --} and has a {@code =} is a setting, as for the service; what has
 * none is a switch of the command.
 */
public final class OperatorRunner implements ApplicationRunner, ExitCodeGenerator {

  private static final Set<String> HELP = Set.of("--help", "-h");
  private static final String VERSION = "--version";

  private final ApplicationContext context;
  private int status;

  private OperatorRunner(ApplicationContext context) {
    this.context = context;
  }

  /** The service itself takes settings only; a word, or a question for help, is a command. */
  public static boolean isAskedForBy(String[] args) {
    return Arrays.stream(args)
        .anyMatch(arg -> isWord(arg) || HELP.contains(arg) || arg.equals(VERSION));
  }

  /**
   * Runs it.
   *
   * @param service the application that would run otherwise
   * @return the exit status
   */
  public static int run(Class<?> service, String[] args) {
    if (List.of(args).contains(VERSION)) {
      System.out.printf("gatehouse %s, Java %s%n", version(service), Runtime.version());
      return OperatorCommand.DONE;
    }
    SpringApplication application = new SpringApplication(service);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLazyInitialization(true);
    application.setLogStartupInfo(false);
    // The result is the output; what goes wrong still shows.
    application.setDefaultProperties(Map.of("logging.level.root", "warn"));
    application.setEnvironment(quietPools());
    application.addInitializers(context ->
        ((GenericApplicationContext) context)
            .registerBean(OperatorRunner.class, () -> new OperatorRunner(context)));
    return SpringApplication.exit(application.run(args));
  }

  /**
   * The file of the service has a level for the pools; only a setting of the operator beats this.
   */
  private static ConfigurableEnvironment quietPools() {
    ConfigurableEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .addLast(
            new MapPropertySource("command", Map.of("logging.level.com.zaxxer.hikari", "warn")));
    return environment;
  }

  private static String version(Class<?> service) {
    Properties build = new Properties();
    try (InputStream file = service.getResourceAsStream("/META-INF/build-info.properties")) {
      if (file != null) {
        build.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("build.version", "unknown");
  }

  @Override
  public void run(ApplicationArguments args) {
    if (Arrays.stream(args.getSourceArgs()).anyMatch(HELP::contains)) {
      System.out.println("java -jar gatehouse.jar [--setting=value ...] starts the service.");
      usage(System.out);
      return;
    }
    String name =
        Arrays.stream(args.getSourceArgs())
            .filter(OperatorRunner::isWord)
            .findFirst()
            .orElseThrow();
    List<String> switches =
        Arrays.stream(args.getSourceArgs())
            .filter(arg -> !arg.contains("=") || arg.startsWith(OperatorCommand.BY))
            .filter(arg -> !arg.equals(name))
            .toList();
    Optional<OperatorCommand> command = command(name);
    status =
        command.map(known -> known.run(switches, System.out::println)).orElseGet(this::misused);
  }

  @Override
  public int getExitCode() {
    return status;
  }

  private Optional<OperatorCommand> command(String name) {
    return commands().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private int misused() {
    usage(System.err);
    return OperatorCommand.MISUSED;
  }

  private void usage(PrintStream out) {
    out.println("The commands are:");
    commands().forEach(each -> out.println("  java -jar gatehouse.jar " + each.usage()));
  }

  private List<OperatorCommand> commands() {
    return context.getBeansOfType(OperatorCommand.class).values().stream()
        .sorted(Comparator.comparing(OperatorCommand::name))
        .toList();
  }

  private static boolean isWord(String arg) {
    return !arg.startsWith("-");
  }
}
