package dev.ramal.billing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.ramal.billing.ledger.LedgerRepository;
import dev.ramal.billing.metering.RecordUse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Plain tests, not {@code @ArchTest} fields: Surefire does not report those. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.ramal.billing");
  private static final Set<String> FLOATING =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  @DisplayName("BILL-90 no field is floating-point")
  @Test
  void shouldKeepNoFloatingPoint() {
    // Given
    ArchRule rule = fields().should().notHaveRawType(floating());

    // When, Then
    rule.check(CLASSES);
  }

  @DisplayName("BILL-90 no method answers floating")
  @Test
  void shouldAnswerNoFloatingPoint() {
    // Given
    ArchRule rule = methods().should().notHaveRawReturnType(floating());

    // When, Then
    rule.check(CLASSES);
  }

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

  @DisplayName("BILL-93 every endpoint says for whom it is")
  @Test
  void shouldSayForWhomEachEndpointIs() {
    // Given
    ArchRule rule =
        methods()
            .that()
            .areAnnotatedWith(GET.class)
            .or()
            .areAnnotatedWith(POST.class)
            .or()
            .areAnnotatedWith(PUT.class)
            .should()
            .beAnnotatedWith(RolesAllowed.class);

    // When, Then
    rule.check(CLASSES);
  }

  @DisplayName("BILL-94 no class is called after nothing")
  @Test
  void shouldNameClassesAfterSomething() {
    // Given
    ArchRule rule =
        noClasses().should().haveNameMatching(".*(Service|Manager|Helper|Util|Utils|Impl|Dto)");

    // When, Then
    rule.check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> floating() {
    return describe("a floating-point number", c -> FLOATING.contains(c.getName()));
  }
}
