package dev.ramal.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ramal.gateway",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule featuresDoNotDependOnEachOtherInCircles =
      slices().matching("dev.ramal.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule verifyingAndTranslatingArePure =
      noClasses()
          .that()
          .resideInAnyPackage("..verification..", "..carriers..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.quarkus..", "jakarta..", "io.vertx..", "org.apache.kafka..", "dev.ramal.kit..");

  @ArchTest
  static final ArchRule noOtherService =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ramal.calls..",
              "dev.ramal.messaging..",
              "dev.ramal.crm..",
              "dev.ramal.billing..",
              "dev.ramal.simulators..",
              "dev.ramal.testkit..");

  @ArchTest
  static final ArchRule onlyPublishingKnowsTheProducer =
      noClasses()
          .that()
          .resideOutsideOfPackage("..publishing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.clients.producer..");

  @ArchTest
  static final ArchRule noDatabase =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "org.hibernate..", "jakarta.persistence..");

  @ArchTest
  static final ArchRule namesSayWhat =
      classes()
          .should()
          .haveSimpleNameNotEndingWith("Service")
          .andShould()
          .haveSimpleNameNotEndingWith("Manager")
          .andShould()
          .haveSimpleNameNotEndingWith("Helper")
          .andShould()
          .haveSimpleNameNotEndingWith("Util")
          .andShould()
          .haveSimpleNameNotEndingWith("Impl")
          .andShould()
          .haveSimpleNameNotEndingWith("Dto");
}
