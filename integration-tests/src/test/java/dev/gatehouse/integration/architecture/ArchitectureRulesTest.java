package dev.gatehouse.integration.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gatehouse.testkit.architecture.ArchitectureRules;
import dev.gatehouse.testkit.architecture.ArchitectureRules.Rule;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule, seen red on a house that breaks it and green on one that does not. */
class ArchitectureRulesTest {

  private static final String FIXTURES = "dev.gatehouse.integration.architecture.fixture.";
  private static final String SOUND = FIXTURES + "sound";

  static List<Rule> rules() {
    return ArchitectureRules.all("");
  }

  static List<Rule> rulesForTheSoundHouse() {
    return ArchitectureRules.all(SOUND);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rulesForTheSoundHouse")
  void a_sound_house_keeps_the_rule(Rule rule) {
    rule.check().check(imported(SOUND));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void a_broken_rule_names_itself_and_every_culprit(Rule rule) {
    String house = houseThatBreaks(rule);
    JavaClasses classes = imported(house);

    assertThat(culprits(classes)).isNotEmpty();
    assertThatThrownBy(() -> sameRule(rule, house).check().check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Rule \"" + rule.name() + "\": ")
        .hasMessageContainingAll(culprits(classes));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void a_house_breaks_the_one_rule_after_which_it_is_named(Rule rule) {
    String house = houseThatBreaks(rule);
    JavaClasses classes = imported(house);

    List<String> broken =
        ArchitectureRules.all(house).stream()
            // A fixture has only the parts that it needs.
            .filter(each -> each.check().allowEmptyShould(true).evaluate(classes).hasViolation())
            .map(Rule::name)
            .toList();

    // Who names an adapter's class breaks this one too, or the class does by being public.
    assertThat(broken).contains(rule.name()).isSubsetOf(rule.name(), "adapters closed");
  }

  private static Rule sameRule(Rule rule, String root) {
    return ArchitectureRules.all(root).stream()
        .filter(each -> each.name().equals(rule.name()))
        .findFirst()
        .orElseThrow();
  }

  private static String houseThatBreaks(Rule rule) {
    return FIXTURES + rule.name().replaceAll("[ ']", "").toLowerCase(Locale.ROOT);
  }

  private static JavaClasses imported(String house) {
    return new ClassFileImporter().importPackages(house);
  }

  private static CharSequence[] culprits(JavaClasses classes) {
    return classes.stream()
        .filter(type -> type.getSimpleName().contains("Culprit"))
        .map(JavaClass::getName)
        .toArray(CharSequence[]::new);
  }
}
