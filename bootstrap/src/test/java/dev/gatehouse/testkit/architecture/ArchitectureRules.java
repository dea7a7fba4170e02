package dev.gatehouse.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMembers;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may depend on what, for any house that is laid out like this one under a root package.
 *
 * <p>The first four rules bear the names that they have in the root pom, where the enforcer reads
 * them from imports; here they see also what needs no import. Published in the {@code test-jar} of
 * this module, for adapters that are built elsewhere.
 */
public final class ArchitectureRules {

  private static final int MOST_CLASSES = 25;

  private ArchitectureRules() {}

  /** A rule and the name by which its failure is known. */
  public record Rule(String name, ArchRule check) {

    private static Rule of(String name, ArchRule check, String says, String reason) {
      return new Rule(name, check.as("Rule \"" + name + "\": " + says).because(reason));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Every rule, for the house under a root package. */
  public static List<Rule> all(String root) {
    return List.of(
        pureDomain(root),
        pureApplication(root),
        adaptersApart(root),
        adaptersUnnamed(root),
        adaptersClosed(root),
        noPackageCycles(root),
        smallPackages(root),
        persistenceInOrder(root),
        wechatInOrder(root),
        phoneInOrder(root),
        restInOrder(root),
        vendorWordsAtHome(root),
        transactionsAtHome(root),
        httpStatusAtHome(root),
        endingsAreTheCores(root),
        noBranchOnAMethod(root));
  }

  static Rule pureDomain(String root) {
    return Rule.of(
        "pure domain",
        classes()
            .that()
            .resideInAPackage(root + ".domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify.annotations..", root + ".domain.."),
        "domain depends on java.*, JSpecify and itself only",
        "frameworks belong in an adapter or in bootstrap");
  }

  static Rule pureApplication(String root) {
    return Rule.of(
        "pure application",
        classes()
            .that()
            .resideInAPackage(root + ".application..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..",
                "org.jspecify.annotations..",
                root + ".domain..",
                root + ".application.."),
        "application depends on java.*, JSpecify, domain and itself only",
        "frameworks belong in an adapter or in bootstrap");
  }

  static Rule adaptersApart(String root) {
    return Rule.of(
        "adapters apart",
        CompositeArchRule.of(
                slices().matching(root + ".adapter.(*)..").should().notDependOnEachOther())
            .and(
                noClasses()
                    .that()
                    .resideInAPackage(root + ".adapter..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(root + ".bootstrap..")),
        "an adapter depends on no other adapter and not on bootstrap",
        "what two adapters share is a port in domain or application");
  }

  static Rule adaptersUnnamed(String root) {
    return Rule.of(
        "adapters unnamed",
        noClasses()
            .that()
            .resideInAPackage(root + ".bootstrap..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(root + ".adapter.."),
        "bootstrap depends on no adapter",
        "it finds adapters at run time, so that adding one changes nothing here");
  }

  /**
   * What is nested is no more open than what it is in; in an interface it cannot but be public.
   * Other adapters are kept away by "adapters apart". Tomcat creates a protocol by its name, so
   * that must be public.
   */
  static Rule adaptersClosed(String root) {
    return Rule.of(
        "adapters closed",
        CompositeArchRule.of(
                classes()
                    .that()
                    .resideInAPackage(root + ".adapter..")
                    .and()
                    .areTopLevelClasses()
                    .should()
                    .notBePublic()
                    .orShould(ArchCondition.from(sharedWithinItsAdapter(root)))
                    .orShould()
                    .beAssignableTo("org.apache.coyote.ProtocolHandler"))
            .and(
                noClasses()
                    .that()
                    .resideInAPackage(root + "..")
                    .and()
                    .resideOutsideOfPackage(root + ".adapter..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(root + ".adapter..")),
        "nothing in an adapter is public but what lies in one of its sub-packages and is used by"
            + " another of its packages, and nothing else names even that",
        "an adapter is reached through the ports that it implements");
  }

  private static DescribedPredicate<JavaClass> sharedWithinItsAdapter(String root) {
    Pattern adapters = Pattern.compile(Pattern.quote(root + ".adapter.") + "\\w+");
    return DescribedPredicate.describe(
        "shared by packages of one adapter",
        type -> {
          String home = type.getPackageName();
          Matcher adapter = adapters.matcher(home);
          return adapter.lookingAt()
              && adapter.end() < home.length()
              && usersOf(type)
                  .map(JavaClass::getPackageName)
                  .filter(user -> (user + ".").startsWith(adapter.group() + "."))
                  .anyMatch(user -> !user.equals(home));
        });
  }

  /** Who uses a class or something nested in it. */
  private static Stream<JavaClass> usersOf(JavaClass type) {
    return type.getPackage().getClasses().stream()
        .filter(each -> (each.getName() + "$").startsWith(type.getName() + "$"))
        .flatMap(each -> each.getDirectDependenciesToSelf().stream())
        .map(Dependency::getOriginClass);
  }

  /** The packages within an adapter are packages like any other. */
  public static Rule noPackageCycles(String root) {
    return Rule.of(
        "no package cycles",
        slices().matching(root + ".(**)").should().beFreeOfCycles(),
        "packages do not depend on each other in a circle",
        "each package must be understandable before the ones that build on it");
  }

  /** Counts the classes that are checked: neither nested ones nor package descriptions. */
  public static Rule smallPackages(String root) {
    return Rule.of(
        "small packages",
        classes()
            .that()
            .resideInAPackage(root + "..")
            .and()
            .areTopLevelClasses()
            .and()
            .doNotHaveSimpleName("package-info")
            .should(beBesideFewOthers()),
        "a package has at most " + MOST_CLASSES + " classes",
        "a package holds one concept, which a reader takes in at once");
  }

  private static ArchCondition<JavaClass> beBesideFewOthers() {
    return new ArchCondition<>("be one of at most " + MOST_CLASSES + " of a package") {
      private Map<String, Long> counts = Map.of();

      @Override
      public void init(Collection<JavaClass> all) {
        counts =
            all.stream()
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
      }

      @Override
      public void check(JavaClass type, ConditionEvents events) {
        long count = counts.getOrDefault(type.getPackageName(), 0L);
        if (count > MOST_CLASSES) {
          events.add(
              SimpleConditionEvent.violated(
                  type, "%s is one of %d classes".formatted(type.getName(), count)));
        }
      }
    };
  }

  /** The packages after these two are kinds of rows; "no package cycles" looks after them. */
  static Rule persistenceInOrder(String root) {
    String adapter = root + ".adapter.persistence";
    return Rule.of(
        "persistence in order",
        CompositeArchRule.of(
                dependOnNoOther(adapter, adapter + ".connection..", adapter + ".socket.."))
            .and(
                dependOnNoOther(
                    adapter,
                    adapter + ".jdbc..",
                    adapter + ".connection..",
                    adapter + ".socket..")),
        "in adapter.persistence connection depends on no package of rows, and neither does jdbc, which"
            + " builds on it",
        "how the database is used is understood before what is kept in it");
  }

  static Rule wechatInOrder(String root) {
    return inOrder(root, "wechat", "resilience", "transport", "client", "provider");
  }

  static Rule phoneInOrder(String root) {
    return inOrder(
        root,
        "phone",
        "number",
        "gateway",
        "limit",
        "challenge",
        "human",
        "page",
        "receipt",
        "provider");
  }

  static Rule restInOrder(String root) {
    return inOrder(
        root,
        "rest",
        "client",
        "request",
        "token",
        "problem",
        "session",
        "page",
        "browser",
        "login",
        "account",
        "admin",
        "container");
  }

  /**
   * A package of the adapter that is missing in the order breaks the rule. The adapter's own
   * package comes last, because it puts the others together.
   */
  private static Rule inOrder(String root, String adapter, String... packages) {
    String home = root + ".adapter." + adapter;
    List<String> order =
        Stream.concat(Arrays.stream(packages).map(each -> home + "." + each), Stream.of(home))
            .toList();
    return Rule.of(
        adapter + " in order",
        classes().that().resideInAPackage(home + "..").should(useOnlyPackagesBefore(home, order)),
        "in adapter.%s each package uses only the packages before it: %s"
            .formatted(adapter, String.join(", ", packages)),
        "a reader can understand each package without the packages after it");
  }

  private static ArchCondition<JavaClass> useOnlyPackagesBefore(String home, List<String> order) {
    return new ArchCondition<>("use only packages before their own") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        int place = order.indexOf(type.getPackageName());
        if (place < 0) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getName() + " is in a package without a place in the order"));
        }
        type.getDirectDependenciesFromSelf().stream()
            .filter(each -> resideInAPackage(home + "..").test(each.getTargetClass()))
            .filter(each -> order.indexOf(each.getTargetClass().getPackageName()) > place)
            .forEach(
                each -> events.add(SimpleConditionEvent.violated(type, each.getDescription())));
      }
    };
  }

  /** A package, and those of its adapter that it builds on. */
  private static ArchRule dependOnNoOther(String adapter, String home, String... foundations) {
    return noClasses()
        .that()
        .resideInAPackage(home)
        .should()
        .dependOnClassesThat(
            resideInAPackage(adapter + "..")
                .and(not(resideInAPackage(home)))
                .and(not(resideInAnyPackage(foundations))));
  }

  /** Names in the class files only: literals and comments are for reviewers. */
  static Rule vendorWordsAtHome(String root) {
    return Rule.of(
        "vendor words at home",
        noMembers()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(servingEveryMethod(root))
            .should()
            .haveNameMatching("(?i).*(openid|unionid|errcode|appid).*"),
        "no member outside the adapter of a login method is named in a vendor's words",
        "the core and the API outlive any one provider");
  }

  /** A statement at a time holds no connection for longer than the statement. */
  public static Rule transactionsAtHome(String root) {
    DescribedPredicate<JavaClass> away =
        resideInAPackage(root + "..").and(not(resideInAPackage(root + ".adapter.persistence..")));
    DescribedPredicate<JavaClass> ownRows =
        resideInAPackage(root + ".adapter..").and(simpleNameStartingWith("Jdbc"));
    return Rule.of(
        "transactions at home",
        CompositeArchRule.of(
                noClasses()
                    .that(away.and(not(ownRows)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.springframework.jdbc..",
                        "org.springframework.transaction.."))
            .and(
                noClasses()
                    .that(away.and(ownRows))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                        "java.sql..",
                        "org.springframework.jdbc.datasource..",
                        "org.springframework.transaction..")
                    .allowEmptyShould(true)),
        "only adapter.persistence depends on SQL or transactions; another adapter keeps rows of its"
            + " own in a class named Jdbc…, a statement at a time",
        "no connection may be held while a provider is called");
  }

  public static Rule httpStatusAtHome(String root) {
    return Rule.of(
        "HTTP status at home",
        noClasses()
            .that()
            .resideInAPackage(root + "..")
            .and()
            .resideOutsideOfPackages(root + ".adapter.rest..", root + ".adapter.oidc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.springframework.http..", "jakarta.servlet..", "com.sun.net.httpserver.."),
        "only adapter.rest and adapter.oidc depend on HTTP as a server speaks it",
        "how an ending is told to a client is decided in one place, and OpenID Connect has its own");
  }

  /** A reference to a constructor counts as a call. */
  static Rule endingsAreTheCores(String root) {
    return Rule.of(
        "endings are the core's",
        noClasses()
            .that()
            .resideInAnyPackage(root + ".adapter.rest..", root + ".adapter.oidc..")
            .should()
            .accessTargetWhere(
                DescribedPredicate.describe(
                    "the target makes an ending of the core",
                    access ->
                        access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)
                            && (isOrExtends(access, root + ".domain.login.LoginException")
                                || isOrExtends(
                                    access, root + ".application.account.AccountException")))),
        "what answers HTTP makes no ending of a login and no refusal of the accounts",
        "the core tells its listeners of the endings that it makes, and of no others");
  }

  private static boolean isOrExtends(JavaAccess<?> access, String type) {
    return access.getTargetOwner().isAssignableTo(type);
  }

  /**
   * To branch on a method one needs a method to compare with. The one exception is the older call
   * of the API, which serves a single method by its contract.
   */
  static Rule noBranchOnAMethod(String root) {
    String method = root + ".domain.identity.LoginMethod";
    String olderCall = root + ".adapter.rest.login.SeedCompatibilityController";
    return Rule.of(
        "no branch on a method",
        CompositeArchRule.of(
                noFields()
                    .that()
                    .areDeclaredInClassesThat()
                    .resideInAnyPackage(servingEveryMethod(root))
                    .and()
                    .areDeclaredInClassesThat()
                    .doNotHaveFullyQualifiedName(olderCall)
                    .and()
                    .areStatic()
                    .should()
                    .haveRawType(method))
            .and(
                noClasses()
                    .that()
                    .resideInAnyPackage(servingEveryMethod(root))
                    .and()
                    .doNotHaveFullyQualifiedName(olderCall)
                    .and()
                    .doNotHaveFullyQualifiedName(method)
                    .should()
                    .callConstructor(method, String.class.getName())),
        "what serves every login method keeps none as a constant and makes none",
        "a new login method must need no change to what serves them all");
  }

  /** Everything but the adapters of single login methods. */
  private static String[] servingEveryMethod(String root) {
    return new String[] {
      root + ".domain..",
      root + ".application..",
      root + ".adapter.rest..",
      root + ".adapter.oidc..",
      root + ".adapter.persistence..",
      root + ".adapter.webhook..",
      root + ".bootstrap.."
    };
  }
}
