package dev.ramal.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String BASE = Sandbox.class.getPackageName();
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void shouldPointDownwardsOnly() {
    // Given
    ArchRule rule = slices().matching(BASE + ".(*)..").should().beFreeOfCycles();
    ArchRule root =
        classes()
            .that()
            .resideInAPackage(BASE)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage(BASE);

    // Then
    rule.check(MAIN);
    root.check(MAIN);
  }

  @Test
  void shouldRunServicesAndSimulatorsWithoutKnowingTheirClasses() {
    // Given
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.ramal.testkit..",
                "dev.ramal.simulators..",
                "dev.ramal.kit..",
                "dev.ramal.gateway..",
                "dev.ramal.calls..",
                "dev.ramal.messaging..",
                "dev.ramal.crm..",
                "dev.ramal.billing..")
            .because("they are processes; what it knows of them is public");

    // Then
    rule.check(MAIN);
  }
}
