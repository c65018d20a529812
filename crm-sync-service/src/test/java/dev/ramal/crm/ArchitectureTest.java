package dev.ramal.crm;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.connection.CrmConnectionState;
import dev.ramal.crm.connections.OrganizationCrm;
import dev.ramal.crm.port.CrmPort;
import dev.ramal.testkit.architecture.ArchitectureRules;
import dev.ramal.testkit.architecture.TableRules;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/ramal/crm");
  private static final String SERVICE = "dev.ramal.crm..";
  private static final String PORT = CrmPort.class.getPackageName();

  /** One package for each CRM. */
  private static final String[] ADAPTERS = {
    "dev.ramal.crm.rdstation", "dev.ramal.crm.rdstation.v1", "dev.ramal.crm.hubspot"
  };

  private static final ArchRule ONLY_THE_PORT =
      noClasses()
          .that()
          .resideOutsideOfPackages(PORT, OrganizationCrm.class.getPackageName())
          .and()
          .resideOutsideOfPackages(ADAPTERS)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(CrmPort.class)
          .because("features ask the organization's CRM, whichever that is");

  private static final ArchRule ADAPTERS_STAND_ALONE =
      noClasses()
          .that()
          .resideInAnyPackage(ADAPTERS)
          .should()
          .dependOnClassesThat(
              resideInAPackage(SERVICE)
                  .and(not(resideInAPackage(PORT)))
                  .and(not(resideInAnyPackage(ADAPTERS))))
          .because("a CRM knows the port and nothing else of ours");

  private static final ArchRule CONSTRUCTORS =
      noFields()
          .should()
          .beAnnotatedWith(Inject.class)
          .because("a bean gets its parts by constructor");

  @Test
  void shouldKeepTheRulesOfEveryServiceAndItsOwn() {
    // Then
    ArchitectureRules.of(ArchitectureTest.class)
        .withTenantsNamed()
        .withPureCore(Activity.class, CrmConnectionState.class)
        .withPackageInfo()
        .and(ONLY_THE_PORT)
        .and(ADAPTERS_STAND_ALONE)
        .and(CONSTRUCTORS)
        .check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rdstation", "hubspot"})
  void shouldNameNoCrmOutsideItsPackage(String crm) throws IOException {
    // When
    List<Path> naming =
        sources()
            .filter(file -> !file.startsWith(SOURCES.resolve(crm)))
            .filter(file -> read(file).toLowerCase(Locale.ROOT).replace(" ", "").contains(crm))
            .toList();

    // Then
    assertThat(naming).isEmpty();
  }

  @Test
  void shouldHaveOneDoorPerTable() {
    // Then
    TableRules.of(ArchitectureTest.class)
        .except("drift", "it compares the tables of the others, set by set")
        .check();
  }

  private static Stream<Path> sources() throws IOException {
    return Files.walk(SOURCES).filter(file -> file.toString().endsWith(".java"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
