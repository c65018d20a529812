package dev.ramal.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.ramal.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-08 the rules of the architecture")
class ArchitectureTest {
  @Test
  void shouldKeepTheRulesOfEveryServiceAndItsOwn() {
    ArchitectureRules.of("dev.ramal.messaging")
        .withPureCore("dev.ramal.messaging.message")
        .and(
            noClasses()
                .that()
                .resideOutsideOfPackages("..carrier.twilio..", "..carrier.telnyx..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "com.twilio..", "dev.ramal.carriers.twilio..", "dev.ramal.carriers.telnyx..")
                .because("carriers are known behind the port only"))
        .check();
  }
}
