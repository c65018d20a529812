package dev.ramal.calls;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-28 every endpoint declares its roles; packages keep their rules")
class ArchitectureTest {
  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ramal.calls");

  @Test
  void shouldKeepTheCoreFreeOfFrameworks() {
    classes()
        .that()
        .resideInAPackage("dev.ramal.calls.call")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "dev.ramal.events..", "dev.ramal.calls.call", "dev.ramal.calls.numbers")
        .check(SERVICE);
  }

  @Test
  void shouldDeclareTheRolesOfEveryEndpoint() {
    methods().that(ARE_ENDPOINTS).should(DECLARE_ROLES).check(SERVICE);
  }

  @Test
  void shouldNotKnowAnotherService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ramal.gateway..",
            "dev.ramal.messaging..",
            "dev.ramal.crm..",
            "dev.ramal.billing..")
        .check(SERVICE);
  }

  @Test
  void shouldKeepEntitiesInTheirPackage() {
    classes()
        .that()
        .areAnnotatedWith(Entity.class)
        .should()
        .onlyHaveDependentClassesThat(
            resideInAPackage("dev.ramal.calls..").or(not(resideInAPackage("dev.ramal.."))))
        .check(SERVICE);
  }

  @Test
  void shouldHaveNoCyclesBetweenFeatures() {
    slices().matching("dev.ramal.calls.(*)..").should().beFreeOfCycles().check(SERVICE);
  }

  @Test
  void shouldUseTheInjectedClock() {
    noClasses()
        .should()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(SERVICE);
  }

  @Test
  void shouldNameClassesAfterWhatTheyDo() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Service")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Dto")
        .check(SERVICE);
  }

  private static final com.tngtech.archunit.base.DescribedPredicate<JavaMethod> ARE_ENDPOINTS =
      new com.tngtech.archunit.base.DescribedPredicate<>("are endpoints") {
        @Override
        public boolean test(JavaMethod method) {
          return method.getAnnotations().stream()
              .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class));
        }
      };

  private static final ArchCondition<JavaMethod> DECLARE_ROLES =
      new ArchCondition<>("declare who may call them") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
          JavaClass owner = method.getOwner();
          boolean declared =
              method.isAnnotatedWith(RolesAllowed.class)
                  || method.isAnnotatedWith(PermitAll.class)
                  || owner.isAnnotatedWith(RolesAllowed.class);
          events.add(new SimpleConditionEvent(method, declared, method.getFullName()));
        }
      };
}
