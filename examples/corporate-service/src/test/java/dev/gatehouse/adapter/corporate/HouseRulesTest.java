package dev.gatehouse.adapter.corporate;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import dev.gatehouse.testkit.architecture.ArchitectureRules;
import dev.gatehouse.testkit.architecture.ArchitectureRules.Rule;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What bootstrap's tests would say of this module if it were installed there. */
class HouseRulesTest {

  private static final JavaClasses HERE =
      new ClassFileImporter()
          .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.gatehouse.adapter.corporate");

  static List<Rule> rules() {
    return ArchitectureRules.all("dev.gatehouse");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void this_module_keeps_the_rule(Rule rule) {
    rule.check().allowEmptyShould(true).check(HERE);
  }
}
