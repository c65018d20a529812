package dev.ramal.calls;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import dev.ramal.testkit.architecture.ArchitectureRules;
import dev.ramal.testkit.architecture.TableRules;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-28 every endpoint declares its roles; packages keep their rules")
class ArchitectureTest {
  @Test
  void shouldKeepTheRulesOfEveryServiceAndItsOwn() {
    ArchitectureRules.of(ArchitectureTest.class)
        .withCarriersBehindPorts()
        .and(
            classes()
                .that()
                .resideInAPackage("dev.ramal.calls.call")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                    "java..",
                    "dev.ramal.events..",
                    "dev.ramal.calls.call",
                    "dev.ramal.calls.prompts",
                    "dev.ramal.calls.numbers")
                .because("the core of the call knows events, prompts and telephone numbers only"))
        .and(
            classes()
                .that()
                .areAnnotatedWith(Entity.class)
                .should()
                .onlyHaveDependentClassesThat(
                    resideInAPackage("dev.ramal.calls..").or(not(resideInAPackage("dev.ramal.."))))
                .because("what is stored stays in this service"))
        .check();
  }

  @Test
  void shouldHaveOneDoorPerTable() {
    // Then
    TableRules.of(ArchitectureTest.class)
        .except("history", "lists with pages and filters")
        .except("janitor", "claims stale calls and forgets old entries, in sets")
        .check();
  }
}
