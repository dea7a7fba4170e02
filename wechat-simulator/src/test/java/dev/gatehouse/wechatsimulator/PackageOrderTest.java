package dev.gatehouse.wechatsimulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each package of the simulator uses only the packages before it. */
final class PackageOrderTest {
  private static final String ROOT = "dev.gatehouse.wechatsimulator";
  private static final String FIXTURE = ROOT + ".fixture";
  private static final List<String> ORDER = List.of("http", "platform", "fault", "qr", "control");

  @Test
  void the_simulator_keeps_the_order() {
    JavaClasses production =
        new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    assertThat(ORDER)
        .allSatisfy(each -> assertThat(production.containPackage(ROOT + "." + each)).isTrue());
    order(ROOT).check(production);
  }

  @Test
  void a_package_that_uses_a_later_one_or_the_root_is_reported() {
    JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);

    assertThatThrownBy(() -> order(FIXTURE).check(fixture))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("CulpritUsingALaterPackage")
        .hasMessageContaining("CulpritUsingTheRoot");
  }

  private static ArchRule order(String root) {
    return CompositeArchRule.of(
        IntStream.range(0, ORDER.size())
            .mapToObj(i -> usesNothingLater(root, ORDER.subList(i, ORDER.size())))
            .toList());
  }

  private static ArchRule usesNothingLater(String root, List<String> packageAndLater) {
    List<String> forbidden = new ArrayList<>(List.of(root));
    packageAndLater.stream().skip(1).map(each -> root + "." + each + "..").forEach(forbidden::add);
    return noClasses()
        .that()
        .resideInAPackage(root + "." + packageAndLater.getFirst() + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden.toArray(String[]::new))
        .allowEmptyShould(true);
  }
}
