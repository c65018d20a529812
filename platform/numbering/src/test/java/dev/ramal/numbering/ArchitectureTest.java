package dev.ramal.numbering;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.WhatsAppCategory;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ramal.numbering");

  @Test
  void shouldBePure() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            JavaClass.Predicates.belongToAnyOf(
                    E164.class, DestinationClass.class, WhatsAppCategory.class)
                .or(
                    JavaClass.Predicates.resideInAnyPackage(
                        "java.lang..",
                        "java.util..",
                        "java.time..",
                        "dev.ramal.numbering",
                        "com.google.i18n.phonenumbers.."))
                .or(DescribedPredicate.describe("primitives", JavaClass::isPrimitive)))
        .because("a number is read the same way everywhere, whatever the time and the framework")
        .check(CLASSES);
  }

  @Test
  void shouldReachTheLibraryThroughOneDoor() {
    noClasses()
        .that()
        .doNotHaveSimpleName("PhoneLibrary")
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "the library decides",
                call ->
                    call.getTargetOwner()
                        .getName()
                        .equals("com.google.i18n.phonenumbers.PhoneNumberUtil")))
        .because("what we ask of the library's tables stands in one file")
        .check(CLASSES);
  }
}
