package dev.ramal.kit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.kit.consuming.IdempotentConsumer;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.testkit.architecture.ArchitectureRules;
import dev.ramal.testkit.architecture.QueryRules;
import dev.ramal.testkit.architecture.TenantRules;
import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void shouldKnowNoDomain() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.ramal.events.calls..",
            "dev.ramal.events.messages..",
            "dev.ramal.events.billing..",
            "dev.ramal.events.carrier..",
            "dev.ramal.events.crm..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.ramal.kit"));
  }

  @Test
  void shouldAskForPlansThatAreFoundAgain() {
    QueryRules.noResultClassOfNativeQueries()
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.ramal.kit"));
  }

  @Test
  void shouldWorkOnJobsWithoutSessions() {
    QueryRules.noSessionsForJobs()
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.ramal.kit"));
  }

  @Test
  void shouldFindAJobThatOpensASession() {
    // Given
    JavaClasses handlers = new ClassFileImporter().importClasses(SlowJobs.class, JobHandler.class);

    // When
    List<String> found =
        QueryRules.noSessionsForJobs().evaluate(handlers).getFailureReport().getDetails();

    // Then
    assertThat(found).isNotEmpty().allMatch(violation -> violation.contains("SlowJobs"));
  }

  @Test
  void shouldFindWhatIsNotPure() {
    assertThatThrownBy(
            () ->
                ArchitectureRules.of(IdempotentConsumer.class)
                    .withPureCore(IdempotentConsumer.class)
                    .check())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("imports no framework");
  }

  @Test
  void shouldAcceptWhatIsPure() {
    ArchitectureRules.of(CallEnded.class).withPureCore(CallEnded.class).check();
  }

  @Test
  void shouldFindRepositoriesThatNameNoOrganization() {
    // Given
    JavaClasses letters =
        new ClassFileImporter()
            .importClasses(LetterRepository.class, Letter.class, LetterKey.class, TenantId.class);

    // When
    List<String> found =
        TenantRules.tenantsNamed().evaluate(letters).getFailureReport().getDetails();

    // Then
    assertThat(found).singleElement().asString().contains("LetterRepository.unnamed");
  }

  /** Records each of its jobs through a session of its own. */
  abstract static class SlowJobs implements JobHandler<String> {
    Uni<Void> done(TenantTransactions transactions, Job job) {
      return transactions.inTenant(job.tenant(), Mutiny.Session::flush);
    }
  }

  /** What is stored under a key that carries the organization. */
  static final class LetterKey {
    String tenant;
  }

  static final class Letter {
    LetterKey key;
  }

  /** Methods as repositories have them. */
  static final class LetterRepository {
    Object unnamed(Mutiny.Session session, String id) {
      return id;
    }

    Object byTenant(Mutiny.Session session, TenantId tenant, String id) {
      return id;
    }

    Object saveAll(Mutiny.Session session, List<Letter> letters) {
      return letters;
    }

    @AcrossTenants("a janitor looks for old letters of everybody")
    Object old(Mutiny.Session session) {
      return null;
    }

    Object pure(String text) {
      return text;
    }
  }
}
