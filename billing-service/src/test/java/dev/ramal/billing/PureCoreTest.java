package dev.ramal.billing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

@AnalyzeClasses(packages = "dev.ramal.billing", importOptions = DoNotIncludeTests.class)
class PureCoreTest {
  private static final Set<String> FLOATING =
      Set.of("double", "float", "java.lang.Double", "java.lang.Float");

  /** BILL-90. */
  @ArchTest
  static final ArchRule moneyIsNeverFloating = fields().should().notHaveRawType(floating());

  /** BILL-90. */
  @ArchTest
  static final ArchRule nothingReturnsFloating =
      methods().should().notHaveRawReturnType(floating());

  /** BILL-90. */
  @ArchTest
  static final ArchRule nothingTakesFloating =
      noClasses().should().callMethod(java.math.BigDecimal.class, "doubleValue");

  /** BILL-91. */
  @ArchTest
  static final ArchRule ratingKnowsOnlyTheEvents =
      noClasses()
          .that()
          .resideInAPackage("..billing.rating..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io..",
              "jakarta..",
              "org.hibernate..",
              "dev.ramal.kit..",
              "..billing.metering..",
              "..billing.ledger..",
              "..billing.plans..",
              "..billing.tariffs..",
              "..billing.statement..",
              "..billing.exports..");

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> floating() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "a floating-point number", c -> FLOATING.contains(c.getName()));
  }
}
