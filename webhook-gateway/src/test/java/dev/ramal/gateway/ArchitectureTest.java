package dev.ramal.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import dev.ramal.gateway.registration.RegisteredCarriers;
import dev.ramal.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
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
        .withCarriersBehindPorts(RegisteredCarriers.class)
        .withPackageInfo()
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
