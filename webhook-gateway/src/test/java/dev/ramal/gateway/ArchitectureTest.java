package dev.ramal.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.ramal.events.Carrier;
import dev.ramal.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final String TWILIO = "dev.ramal.gateway.carriers.twilio..";
  private static final String TELNYX = "dev.ramal.gateway.carriers.telnyx..";

  @Test
  void shouldKeepTheRulesOfEveryServiceAndItsOwn() {
    ArchitectureRules.of(ArchitectureTest.class)
        .and(
            noClasses()
                .that()
                .resideInAPackage("dev.ramal.gateway.carriers..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                    "io.quarkus..",
                    "jakarta..",
                    "io.vertx..",
                    "org.apache.kafka..",
                    "dev.ramal.kit..")
                .because("verifying and translating are pure"))
        .and(
            noClasses()
                .that()
                .resideOutsideOfPackages(TWILIO, TELNYX)
                .and()
                .doNotHaveSimpleName("RegisteredCarriers")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TWILIO, TELNYX)
                .because("a carrier is named where it is registered and nowhere else"))
        .and(
            noClasses()
                .that()
                .resideOutsideOfPackages(TWILIO, TELNYX)
                .should()
                .accessField(Carrier.class, "TWILIO")
                .orShould()
                .accessField(Carrier.class, "TELNYX")
                .because("what a carrier does differently is asked of its port"))
        .and(
            noClasses()
                .that()
                .resideOutsideOfPackage("..publishing..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.producer..")
                .because("only publishing knows the producer"))
        .and(
            noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.hibernate..", "jakarta.persistence..")
                .because("the gateway keeps no store"))
        .check();
  }
}
