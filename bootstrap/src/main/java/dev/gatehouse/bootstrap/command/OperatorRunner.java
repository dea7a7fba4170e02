package dev.gatehouse.bootstrap.command;

import dev.gatehouse.application.operation.OperatorCommand;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Runs the command that {@code java -jar gatehouse.jar <name> [switches] [settings]} names, in
 * place of the service. Of everything installed only that command is made: no web server, no pool,
 * and only the settings that it reads.
 *
 * <p>What begins with {@code --} and has a {@code =} is a setting, as for the service; what has
 * none is a switch of the command.
 */
public final class OperatorRunner implements ApplicationRunner, ExitCodeGenerator {

  private final ApplicationContext context;
  private int status;

  private OperatorRunner(ApplicationContext context) {
    this.context = context;
  }

  /** The service itself takes settings only, so any other word is a command. */
  public static boolean isAskedForBy(String[] args) {
    return Arrays.stream(args).anyMatch(OperatorRunner::isWord);
  }

  /**
   * Runs it.
   *
   * @param service the application that would run otherwise
   * @return the exit status
   */
  public static int run(Class<?> service, String[] args) {
    SpringApplication application = new SpringApplication(service);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLazyInitialization(true);
    application.setLogStartupInfo(false);
    // The result is the output; what goes wrong still shows.
    application.setDefaultProperties(Map.of("logging.level.root", "warn"));
    application.addInitializers(context ->
        ((GenericApplicationContext) context)
            .registerBean(OperatorRunner.class, () -> new OperatorRunner(context)));
    return SpringApplication.exit(application.run(args));
  }

  @Override
  public void run(ApplicationArguments args) {
    List<String> words =
        Arrays.stream(args.getSourceArgs()).filter(OperatorRunner::isWord).toList();
    String name = words.getFirst();
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
    System.err.println("The commands are:");
    commands().forEach(each -> System.err.println("  java -jar gatehouse.jar " + each.usage()));
    return OperatorCommand.MISUSED;
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
