package dev.ramal.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String BASE = Benchmarks.class.getPackageName();
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void shouldPointDownwardsOnly() {
    // Given
    ArchRule rule = slices().matching(BASE + ".(*)..").should().beFreeOfCycles();

    // Then
    rule.check(MAIN);
  }

  @Test
  void shouldMeasureServicesOfAnyVersion() {
    // Given
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackages(BASE + ".gateway..", BASE + ".rating..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "dev.ramal.kit..",
                "dev.ramal.gateway..",
                "dev.ramal.calls..",
                "dev.ramal.messaging..",
                "dev.ramal.crm..",
                "dev.ramal.billing..")
            .because("another version is only a folder with packaged services");

    // Then
    rule.check(MAIN);
  }
}
