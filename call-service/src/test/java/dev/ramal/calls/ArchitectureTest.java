package dev.ramal.calls;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.calls.settings.VoiceSettings;
import dev.ramal.carriers.CallCause;
import dev.ramal.numbering.Destinations;
import dev.ramal.testkit.architecture.ArchitectureRules;
import dev.ramal.testkit.architecture.TableRules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "CALL-28 every endpoint declares its roles; packages keep their rules; no job opens a session")
class ArchitectureTest {
  @Test
  void shouldKeepTheRulesOfEveryServiceAndItsOwn() {
    ArchitectureRules.of(ArchitectureTest.class)
        .and(
            classes()
                .that()
                .resideInAPackage(Call.class.getPackageName())
                .should()
                .onlyDependOnClassesThat(
                    resideInAnyPackage(
                            "java..",
                            "dev.ramal.events..",
                            Call.class.getPackageName(),
                            Prompt.class.getPackageName(),
                            Destinations.class.getPackageName())
                        .or(belongToAnyOf(CallCause.class)))
                .because(
                    "the core of the call knows events, prompts, telephone numbers and the causes"
                        + " that are the same for every carrier"))
        .withCarriersBehindPorts(VoiceSettings.class)
        .withClosedRows()
        .withPackageInfo()
        .withTenantsNamed()
        .check();
  }

  @Test
  void shouldHaveOneDoorPerTable() {
    // Then
    TableRules.of(ArchitectureTest.class)
        .except("history", "lists with pages and filters")
        .except("insight", "sums calls by their columns")
        .except("numbers", "a click reads accounts and the pool in one statement")
        .check();
  }
}
