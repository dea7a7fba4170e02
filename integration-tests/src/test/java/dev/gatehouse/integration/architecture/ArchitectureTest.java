package dev.gatehouse.integration.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import dev.gatehouse.testkit.architecture.ArchitectureRules;
import dev.gatehouse.testkit.architecture.ArchitectureRules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule, held against the classes that ship, whatever adapters are installed. */
class ArchitectureTest {

  private static final String ROOT = "dev.gatehouse";

  // The other modules are jars or folders of classes, as Maven likes; so are their tests.
  private static final JavaClasses PRODUCTION =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(
              ROOT + ".domain", ROOT + ".application", ROOT + ".adapter", ROOT + ".bootstrap");

  static List<Rule> rules() {
    return ArchitectureRules.all(ROOT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void production_keeps_the_rule(Rule rule) {
    rule.check().check(PRODUCTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.gatehouse.wechatsimulator", "dev.gatehouse.smssimulator"})
  void a_simulator_has_small_packages_without_cycles(String root) {
    JavaClasses simulator =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("test"))
            .importPackages(root);

    ArchitectureRules.smallPackages(root).check().check(simulator);
    // One of the simulators has no package below its root.
    ArchitectureRules.noPackageCycles(root).check().allowEmptyShould(true).check(simulator);
  }

  /** The ordinary build leaves the benchmarks out, so they are compiled here. */
  @Test
  void the_benchmarks_have_small_packages_without_cycles(@TempDir Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (Stream<Path> sources = Files.walk(Path.of("../benchmarks/src/main/java"));
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
      List<Path> java = sources.filter(each -> each.toString().endsWith(".java")).toList();
      List<String> options = List.of("-proc:none", "-d", folder.toString());
      assertThat(
              compiler
                  .getTask(
                      null, files, null, options, null, files.getJavaFileObjectsFromPaths(java))
                  .call())
          .isTrue();
    }
    JavaClasses benchmarks = new ClassFileImporter().importPath(folder);

    ArchitectureRules.smallPackages(ROOT).check().check(benchmarks);
    ArchitectureRules.noPackageCycles(ROOT).check().check(benchmarks);
  }

  /**
   * Fixtures break these rules with the JDK's types; that the packages of the libraries are named
   * rightly shows in the real adapters, once the rule looks for their homes in another place.
   */
  @Test
  void a_library_away_from_home_is_noticed() {
    String elsewhere = "dev";

    assertThat(violations(ArchitectureRules.transactionsAtHome(elsewhere)))
        .contains("<java.sql.", "<javax.sql.")
        .contains("<org.springframework.jdbc.", "<org.springframework.transaction.");
    assertThat(violations(ArchitectureRules.httpStatusAtHome(elsewhere)))
        .contains("<org.springframework.http.", "<jakarta.servlet.");
  }

  /** A rule about a package that was renamed would otherwise check nothing and pass. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev.gatehouse.domain.identity.LoginMethod",
        "dev.gatehouse.application.login.LoginOrRegister",
        "dev.gatehouse.application.session.Sessions",
        "dev.gatehouse.adapter.rest.login.SeedCompatibilityController",
        "dev.gatehouse.adapter.persistence.connection.ConnectionPool",
        "dev.gatehouse.adapter.persistence.jdbc.DatabaseRetry",
        "dev.gatehouse.adapter.persistence.user.JdbcUserRepository",
        "dev.gatehouse.adapter.wechat.provider.WeChatIdentityProvider",
        "dev.gatehouse.adapter.wechat.client.WeChatClient",
        "dev.gatehouse.adapter.wechat.transport.ApacheTransport",
        "dev.gatehouse.adapter.wechat.resilience.ResilientCalls",
        "dev.gatehouse.adapter.phone.number.PhoneNumbers",
        "dev.gatehouse.adapter.phone.provider.PhoneIdentityProvider",
        "dev.gatehouse.adapter.rest.container.RequestExecutor",
        "dev.gatehouse.adapter.webhook.OutboxProcessor",
        "dev.gatehouse.bootstrap.GatehouseApplication"
      })
  void every_part_that_a_rule_speaks_of_is_there(String type) {
    assertThat(PRODUCTION.contain(type)).isTrue();
  }

  @Test
  void no_test_is_taken_for_production() {
    assertThat(PRODUCTION)
        .isNotEmpty()
        .extracting(JavaClass::getName)
        .noneMatch(name -> name.contains("Test") || name.contains(".architecture."));
  }

  private static String violations(Rule rule) {
    return rule.check().evaluate(PRODUCTION).getFailureReport().toString();
  }
}
