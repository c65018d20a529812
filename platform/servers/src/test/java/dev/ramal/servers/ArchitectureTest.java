package dev.ramal.servers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackagesOf(Servers.class);

  @Test
  void shouldKeepRoomsFreeOfCircles() {
    // Given
    ArchRule rule = slices().matching("dev.ramal.servers.(*)..").should().beFreeOfCycles();

    // Then
    rule.check(MAIN);
  }

  @Test
  void shouldNeedNoLibraryOfTests() {
    // Given
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "org.junit..",
                "net.jqwik..",
                "com.tngtech..",
                "io.restassured..",
                "io.quarkus..",
                "dev.ramal.testkit..",
                "dev.ramal.simulators..")
            .because("the sandbox, a program, starts the same servers");

    // Then
    rule.check(MAIN);
  }

  @Test
  void shouldKnowTestcontainersInOneRoomOnly() {
    // Given
    ArchRule rule =
        noClasses()
            .that()
            .resideOutsideOfPackage("..containers")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.testcontainers..")
            .because("it is optional");

    // Then
    rule.check(MAIN);
  }
}
