package dev.ramal.billing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.metering.RecordUse;
import dev.ramal.testkit.architecture.ArchitectureRules;
import java.math.BigDecimal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.ramal.billing");

  @DisplayName("BILL-90 no decimal becomes or comes from floating-point")
  @Test
  void shouldNeverConvertToFloatingPoint() {
    // Given
    ArchRule rule =
        noClasses()
            .should()
            .callMethod(BigDecimal.class, "doubleValue")
            .orShould()
            .callConstructor(BigDecimal.class, double.class);

    // When, Then
    rule.check(CLASSES);
  }

  @DisplayName("BILL-91 rating knows decimals and events, no framework and no other feature")
  @Test
  void shouldRateWithoutAFramework() {
    // Given
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("..billing.rating..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                "io..",
                "jakarta..",
                "org..",
                "dev.ramal.kit..",
                "..billing.metering..",
                "..billing.ledger..",
                "..billing.plans..",
                "..billing.tariffs..",
                "..billing.statement..",
                "..billing.exports..");

    // When, Then
    rule.check(CLASSES);
  }

  @DisplayName("BILL-91 what decides over money needs no framework")
  @Test
  void shouldDecideWithoutAFramework() {
    // Given
    ArchRule rule =
        noClasses()
            .that()
            .haveSimpleNameStartingWith("Settle")
            .or()
            .haveSimpleName("Bookkeeping")
            .or()
            .haveSimpleName("StatementFold")
            .or()
            .haveSimpleName("VolumeDiscount")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io..", "jakarta..", "org..", "dev.ramal.kit..");

    // When, Then
    rule.check(CLASSES);
  }

  @DisplayName("BILL-92 one use case writes to the ledger")
  @Test
  void shouldWriteLinesInOneUseCase() {
    // Given
    ArchRule rule =
        classes()
            .that()
            .areAssignableTo(LedgerRepository.class)
            .should()
            .onlyBeAccessed()
            .byClassesThat(
                describe(
                    "RecordUse and the repository",
                    c ->
                        c.getName().startsWith(RecordUse.class.getName())
                            || c.getName().startsWith(LedgerRepository.class.getName())));

    // When, Then
    rule.check(CLASSES);
  }

  @DisplayName("BILL-93 the rules of every service, and no floating-point number")
  @Test
  void shouldKeepTheRulesOfEveryService() {
    // Then
    ArchitectureRules.of("dev.ramal.billing").withExactNumbers("dev.ramal.billing").check();
  }
}
