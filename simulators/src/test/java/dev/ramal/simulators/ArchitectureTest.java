package dev.ramal.simulators;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
  private static final String BASE = SimulatorHost.class.getPackageName();
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(BASE);

  @Test
  void shouldImportNothingOfTheProduct() {
    // Given
    DescribedPredicate<JavaClass> product =
        DescribedPredicate.describe(
            "of the product",
            type -> type.getName().startsWith("dev.ramal.") && !type.getName().startsWith(BASE));
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat(product)
            .because("any program may be tested against them, and a judge shares no code");

    // Then
    rule.check(MAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".twilio", ".telnyx"})
  void shouldKeepRoomsFreeOfCircles(String carrier) {
    // Given
    ArchRule rule = slices().matching(BASE + carrier + ".(*)..").should().beFreeOfCycles();

    // Then
    rule.check(MAIN);
  }

  @Test
  void shouldBeHeldTogetherByItsHostOnly() {
    // Given
    ArchRule rule =
        classes()
            .that()
            .resideInAPackage(BASE)
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage(BASE)
            .because("rooms know nothing of the house");

    // Then
    rule.check(MAIN);
  }
}
