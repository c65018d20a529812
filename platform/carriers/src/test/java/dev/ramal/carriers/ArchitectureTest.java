package dev.ramal.carriers;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void shouldKnowEventsAndKitOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ramal.gateway..",
            "dev.ramal.calls..",
            "dev.ramal.messaging..",
            "dev.ramal.crm..",
            "dev.ramal.billing..",
            "dev.ramal.sandbox..",
            "dev.ramal.simulators..",
            "dev.ramal.testkit..")
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.ramal.carriers"));
  }
}
