package dev.ramal.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The dependency rules that hold in every service. A service's test, which lies in the service's
 * base package, reads
 *
 * <pre>{@code
 * ArchitectureRules.of(ArchitectureTest.class).withPureCore(Call.class).check();
 * }</pre>
 *
 * <p>Packages are named by one of their classes: whoever renames one cannot leave a rule behind
 * that holds nothing. A failure names the class, the rule and the reason.
 */
public final class ArchitectureRules {
  private static final List<String> SERVICES =
      List.of(
          "dev.ramal.gateway",
          "dev.ramal.calls",
          "dev.ramal.messaging",
          "dev.ramal.crm",
          "dev.ramal.billing");

  private static final String[] TOOLS = {
    "dev.ramal.simulators..", "dev.ramal.testkit..", "dev.ramal.sandbox.."
  };

  private static final String EMPTY_NAMES = ".*(Service|Manager|Helper|Utils?|Impl|Dto|DTO)";

  private final String base;
  private final List<ArchRule> rules;

  private ArchitectureRules(String base, List<ArchRule> rules) {
    this.base = base;
    this.rules = rules;
  }

  /**
   * @param inBase a class of the package that holds the service
   */
  public static ArchitectureRules of(Class<?> inBase) {
    String base = inBase.getPackageName();
    return new ArchitectureRules(
        base,
        List.of(
            isAlone(base),
            noCycles(base),
            names(),
            packages(),
            whoMayCall(),
            clock(),
            noSleep(),
            QueryRules.noResultClassOfNativeQueries(),
            QueryRules.noSessionsForJobs(),
            ScheduleRules.noTimeOfDay()));
  }

  /**
   * Their packages and those beneath know Java, the events and each other, and nothing else.
   *
   * @param inPackages a class of each
   */
  public ArchitectureRules withPureCore(Class<?>... inPackages) {
    return and(pureCore(names(inPackages)));
  }

  /** No {@code double} and no {@code float} in fields, parameters and results. */
  public ArchitectureRules withExactNumbers() {
    return and(exactNumbers(base));
  }

  /**
   * Packages called after a carrier, and its library, are known to each other only; whoever differs
   * by carrier asks a port instead of naming one.
   *
   * @param registrations classes that may: they name each carrier once, for all others
   */
  public ArchitectureRules withCarriersBehindPorts(Class<?>... registrations) {
    return and(FeatureRules.carriersBehindPorts(registrations))
        .and(FeatureRules.carriersUnnamed(registrations));
  }

  /** Rows are known in the feature that stores them. */
  public ArchitectureRules withClosedRows() {
    return and(FeatureRules.closedRows());
  }

  /** Whoever writes SQL or HQL is called {@code …Repository}, as is nobody else. */
  public ArchitectureRules withNamedRepositories() {
    return and(FeatureRules.namedRepositories());
  }

  /** Each package says in its {@code package-info} what it holds. */
  public ArchitectureRules withPackageInfo() {
    return and(FeatureRules.packageInfo());
  }

  /**
   * Each method of a {@code …Repository} that reads or writes names the organization: it takes a
   * {@code TenantId} or something that carries one, or says {@code @AcrossTenants} and why.
   */
  public ArchitectureRules withTenantsNamed() {
    return and(TenantRules.tenantsNamed());
  }

  /** A rule of the service's own. */
  public ArchitectureRules and(ArchRule rule) {
    return new ArchitectureRules(base, Stream.concat(rules.stream(), Stream.of(rule)).toList());
  }

  /**
   * Checks the compiled classes of the service, tests left out.
   *
   * @throws AssertionError naming every violation of the first rule that is broken
   */
  public void check() {
    JavaClasses compiled =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(base);
    if (compiled.isEmpty()) {
      throw new AssertionError("no classes in " + base);
    }
    rules.forEach(rule -> rule.allowEmptyShould(true).check(compiled));
  }

  private static String[] names(Class<?>... inPackages) {
    return Stream.of(inPackages).map(Class::getPackageName).toArray(String[]::new);
  }

  static ArchRule isAlone(String base) {
    String[] others =
        Stream.concat(
                SERVICES.stream()
                    .filter(service -> !base.equals(service))
                    .map(service -> service + ".."),
                Stream.of(TOOLS))
            .toArray(String[]::new);
    return noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("a service never imports another service, and nothing that tests or runs it");
  }

  static ArchRule noCycles(String base) {
    return slices()
        .matching(base + ".(*)..")
        .should()
        .beFreeOfCycles()
        .because("features stand side by side");
  }

  static ArchRule pureCore(String... packages) {
    String[] within = Stream.of(packages).map(name -> name + "..").toArray(String[]::new);
    String[] allowed =
        Stream.concat(Stream.of(within), Stream.of("java..", "dev.ramal.events.."))
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAnyPackage(within)
        .should()
        .onlyDependOnClassesThat(JavaClass.Predicates.resideInAnyPackage(allowed).or(primitive()))
        .because("the core of a lifecycle imports no framework");
  }

  static ArchRule exactNumbers(String pack) {
    return classes()
        .that()
        .resideInAPackage(pack + "..")
        .should(haveNoFloatingPoint())
        .because("money and quantities are exact");
  }

  static ArchRule names() {
    return noClasses()
        .should()
        .haveNameMatching(EMPTY_NAMES)
        .because("a class is named after what it does: a verb, or a word of the domain");
  }

  static ArchRule packages() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            "..service..", "..manager..", "..helper..", "..util..", "..impl..", "..dto..")
        .because("packages are features");
  }

  static ArchRule whoMayCall() {
    return methods()
        .that(answerHttp())
        .should(sayWhoMayCall())
        .because("every endpoint declares who may call it");
  }

  static ArchRule clock() {
    return noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .because("time comes from the injected Clock");
  }

  static ArchRule noSleep() {
    return noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .because("an event loop must not wait");
  }

  private static DescribedPredicate<JavaClass> primitive() {
    return DescribedPredicate.describe(
        "primitives and arrays", type -> type.isPrimitive() || type.isArray());
  }

  private static DescribedPredicate<JavaMethod> answerHttp() {
    return DescribedPredicate.describe(
        "answer HTTP", method -> method.isMetaAnnotatedWith("jakarta.ws.rs.HttpMethod"));
  }

  private static ArchCondition<JavaMethod> sayWhoMayCall() {
    List<String> declarations =
        List.of(
            "jakarta.annotation.security.RolesAllowed",
            "jakarta.annotation.security.PermitAll",
            "jakarta.annotation.security.DenyAll");
    return new ArchCondition<>("carry @RolesAllowed, @PermitAll or @DenyAll") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean declared =
            declarations.stream()
                .anyMatch(
                    name ->
                        method.isAnnotatedWith(name) || method.getOwner().isAnnotatedWith(name));
        boolean isClient =
            method
                .getOwner()
                .isAnnotatedWith("org.eclipse.microprofile.rest.client.inject.RegisterRestClient");
        if (!declared && !isClient) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName() + " does not"));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> haveNoFloatingPoint() {
    return new ArchCondition<>("have no floating-point numbers") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getFields().stream()
            .filter(field -> isFloatingPoint(field.getRawType()))
            .forEach(field -> violate(field.getFullName(), events, type));
        type.getMethods().stream()
            .filter(
                method ->
                    isFloatingPoint(method.getRawReturnType())
                        || method.getRawParameterTypes().stream()
                            .anyMatch(ArchitectureRules::isFloatingPoint))
            .forEach(method -> violate(method.getFullName(), events, type));
      }

      private void violate(String member, ConditionEvents events, JavaClass type) {
        events.add(SimpleConditionEvent.violated(type, member + " is floating-point"));
      }
    };
  }

  private static boolean isFloatingPoint(JavaClass type) {
    return List.of("double", "float", "java.lang.Double", "java.lang.Float")
        .contains(type.getName());
  }
}
