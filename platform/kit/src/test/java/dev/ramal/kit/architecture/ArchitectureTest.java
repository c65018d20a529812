package dev.ramal.kit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ramal.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void shouldKnowNoDomain() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ramal.events.calls..",
            "dev.ramal.events.messages..",
            "dev.ramal.events.billing..",
            "dev.ramal.events.carrier..",
            "dev.ramal.events.crm..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.ramal.kit"));
  }

  @Test
  void shouldFindWhatIsNotPure() {
    assertThatThrownBy(
            () ->
                ArchitectureRules.of("dev.ramal.kit.consuming")
                    .withPureCore("dev.ramal.kit.consuming")
                    .check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("imports no framework");
  }

  @Test
  void shouldAcceptWhatIsPure() {
    ArchitectureRules.of("dev.ramal.events.calls").withPureCore("dev.ramal.events.calls").check();
  }
}
