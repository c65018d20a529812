package dev.ramal.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.ramal.events.Carrier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Rules about features: what each keeps to itself, and how it is named. */
final class FeatureRules {
  private static final String[] ADAPTERS = {"..twilio..", "..telnyx.."};
  private static final Set<String> QUERIES =
      Set.of("createQuery", "createNativeQuery", "createSelectionQuery", "createMutationQuery");

  private FeatureRules() {}

  static ArchRule carriersBehindPorts(Class<?>... registrations) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ADAPTERS)
        .and()
        .doNotBelongToAnyOf(registrations)
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(ADAPTERS)
                .or(JavaClass.Predicates.resideInAPackage("com.twilio..")))
        .because("carriers are known behind the port only");
  }

  static ArchRule carriersUnnamed(Class<?>... registrations) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(ADAPTERS)
        .and()
        .doNotBelongToAnyOf(registrations)
        .should()
        .accessField(Carrier.class, "TWILIO")
        .orShould()
        .accessField(Carrier.class, "TELNYX")
        .because("what a carrier does differently is asked of its port");
  }

  static ArchRule closedRows() {
    return classes()
        .that()
        .areAnnotatedWith("jakarta.persistence.Entity")
        .should(beKnownInTheirOwnPackageOnly())
        .because("a room's rows are its own");
  }

  static ArchRule namedRepositories() {
    return classes()
        .that(writeQueries())
        .should()
        .haveSimpleNameEndingWith("Repository")
        .because("whoever looks for a table looks for its repository");
  }

  static ArchRule packageInfo() {
    return classes()
        .should(lieInADescribedPackage())
        .because("a room says what it is for before anybody opens its doors");
  }

  private static DescribedPredicate<JavaClass> writeQueries() {
    return DescribedPredicate.describe(
        "write queries",
        type ->
            type.getEnclosingClass().isEmpty()
                && type.getMethodCallsFromSelf().stream().anyMatch(FeatureRules::isQuery));
  }

  private static boolean isQuery(JavaMethodCall call) {
    return call.getTargetOwner().getName().startsWith("org.hibernate.reactive.mutiny.Mutiny")
        && QUERIES.contains(call.getTarget().getName());
  }

  private static ArchCondition<JavaClass> beKnownInTheirOwnPackageOnly() {
    return new ArchCondition<>("be known in their own package only") {
      @Override
      public void check(JavaClass row, ConditionEvents events) {
        row.getDirectDependenciesToSelf().stream()
            .filter(use -> !use.getOriginClass().getPackageName().equals(row.getPackageName()))
            .forEach(use -> events.add(SimpleConditionEvent.violated(row, use.getDescription())));
      }
    };
  }

  private static ArchCondition<JavaClass> lieInADescribedPackage() {
    return new ArchCondition<>("lie in a package with a package-info") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Path info =
            Path.of("src/main/java")
                .resolve(type.getPackageName().replace('.', '/'))
                .resolve("package-info.java");
        if (!Files.exists(info)) {
          events.add(SimpleConditionEvent.violated(type, info + " is missing"));
        }
      }
    };
  }
}
