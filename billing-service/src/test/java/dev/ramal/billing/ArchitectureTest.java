package dev.ramal.billing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.metering.BookedBalance;
import dev.ramal.billing.metering.LedgerPosting;
import dev.ramal.billing.metering.PostUsage;
import dev.ramal.billing.metering.ReportedUsage;
import dev.ramal.billing.metering.UsageFact;
import dev.ramal.billing.metering.UsageRecord;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.tariffs.VolumeDiscount;
import dev.ramal.events.Money;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.testkit.architecture.ArchitectureRules;
import dev.ramal.testkit.architecture.TableRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
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
        classes()
            .that()
            .resideInAPackage(RateUsage.class.getPackageName())
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                RateUsage.class.getPackageName(),
                Money.class.getPackageName(),
                "java..",
                "com.fasterxml.jackson.annotation..");

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
            .belongToAnyOf(
                UsageRecord.class,
                UsageFact.class,
                ReportedUsage.class,
                BookedBalance.class,
                LedgerPosting.class,
                StatementCalculator.class,
                VolumeDiscount.class)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io..", "jakarta..", "org..", "dev.ramal.kit..");

    // When, Then
    rule.check(CLASSES);
  }

  @DisplayName("BILL-92 one use case writes to the ledger")
  @Test
  void shouldPostInOneUseCase() {
    // Given
    JavaMethod append =
        CLASSES.get(LedgerRepository.class).getMethod("append", Sql.class, List.class);

    // When
    Stream<String> writers =
        append.getCallsOfSelf().stream().map(call -> call.getOriginOwner().getName()).distinct();

    // Then
    assertThat(writers).containsExactly(PostUsage.class.getName());
  }

  @DisplayName("BILL-93 the rules of every service, and no floating-point number")
  @Test
  void shouldKeepTheRulesOfEveryService() {
    // Then
    ArchitectureRules.of(ArchitectureTest.class)
        .withExactNumbers()
        .withNamedRepositories()
        .withPackageInfo()
        .check();
  }

  @Test
  void shouldHaveOneDoorPerTable() {
    // Then
    TableRules.of(ArchitectureTest.class)
        .except("integrity", "compares tables with each other in one statement, on one snapshot")
        .check();
  }
}
