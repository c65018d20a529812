package dev.ramal.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.ramal.testkit.TestPlan;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-08 the rules of the architecture")
class ArchitectureTest {
  private static JavaClasses service;

  @BeforeAll
  static void read() {
    service =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ramal.messaging");
  }

  @Test
  void shouldKeepTheCoreFreeOfFrameworks() {
    classes()
        .that()
        .resideInAPackage("..messaging.message..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "dev.ramal.events..", "dev.ramal.messaging.message..")
        .check(service);
  }

  @Test
  void shouldImportNoOtherService() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ramal.gateway..", "dev.ramal.calls..", "dev.ramal.crm..", "dev.ramal.billing..")
        .check(service);
  }

  @Test
  void shouldKnowCarriersOnlyBehindThePort() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..carrier.twilio..", "..carrier.telnyx..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.twilio..", "dev.ramal.carriers.twilio..", "dev.ramal.carriers.telnyx..")
        .check(service);
  }

  @Test
  void shouldHaveNoCycleBetweenFeatures() {
    slices().matching("dev.ramal.messaging.(*)..").should().beFreeOfCycles().check(service);
  }

  @Test
  void shouldSayOfEveryEndpointWhoMayCallIt() {
    ArchRuleDefinition.methods()
        .that(
            DescribedPredicate.describe(
                "are endpoints",
                (JavaMethod method) -> method.isMetaAnnotatedWith(HttpMethod.class)))
        .should(
            com.tngtech.archunit.lang.ArchCondition.from(
                DescribedPredicate.describe(
                    "say who may call them",
                    (JavaMethod method) ->
                        method.isAnnotatedWith(RolesAllowed.class)
                            || method.isAnnotatedWith(PermitAll.class)
                            || method.getOwner().isAnnotatedWith(RolesAllowed.class))))
        .check(service);
  }

  @Test
  void shouldUseNoEmptyNames() {
    noClasses()
        .should()
        .haveNameMatching(".*(Service|Manager|Helper|Utils?|Impl|Dto)$")
        .check(service);
  }

  @Test
  void shouldTestWhatThePlanSays() {
    TestPlan.check("MSG");
    assertThat(service).isNotEmpty();
  }
}
