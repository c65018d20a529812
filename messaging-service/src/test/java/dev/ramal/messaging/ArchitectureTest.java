package dev.ramal.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.lang.ArchRule;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.messaging.alerting.AlertsConsumer;
import dev.ramal.messaging.janitor.JanitorConfig;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.media.FetchMedia;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.sending.SubmissionQueue;
import dev.ramal.messaging.templates.ComposeText;
import dev.ramal.testkit.architecture.ArchitectureRules;
import dev.ramal.testkit.architecture.TableRules;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-08 the rules of the architecture")
class ArchitectureTest {
  @Test
  void shouldKeepTheRulesOfEveryServiceAndItsOwn() {
    ArchitectureRules.of(ArchitectureTest.class)
        .withPureCore(Message.class)
        .withTenantsNamed()
        .withCarriersBehindPorts()
        .withNamedRepositories()
        .withPackageInfo()
        .and(eventsOfAMessageLeaveInOnePlace())
        .and(jobsAreStoredInOnePlace())
        .and(rowsAreClosed())
        .and(collaboratorsComeThroughTheConstructor())
        .check();
  }

  @Test
  void shouldHaveOneDoorPerTable() {
    // Then
    TableRules.of(ArchitectureTest.class)
        .except("history", "lists with pages and filters")
        .except("insight", "sums messages by their columns")
        .except("permission", "all that a verdict is judged on is read by one statement")
        .check();
  }

  private static ArchRule eventsOfAMessageLeaveInOnePlace() {
    return noClasses()
        .that()
        .doNotBelongToAnyOf(ChangeMessage.class)
        .and()
        .doNotHaveSimpleName("TellUnseen")
        .and()
        .doNotHaveSimpleName("TellTrouble")
        .and()
        .doNotHaveSimpleName("TellApproval")
        .and()
        .doNotHaveSimpleName("TellUnpriced")
        .and()
        .resideOutsideOfPackages(
            AlertsConsumer.class.getPackageName(), "dev.ramal.messaging.deadletters")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Outbox.class)
        .because(
            "state and events change together; an alert is of no message, nor is a template, and a"
                + " dead letter was an event before");
  }

  private static ArchRule jobsAreStoredInOnePlace() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            SubmissionQueue.class.getPackageName(),
            JanitorConfig.class.getPackageName(),
            FetchMedia.class.getPackageName(),
            ComposeText.class.getPackageName(),
            AlertsConsumer.class.getPackageName())
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Jobs.class)
        .because(
            "a message is submitted because it was accepted; the janitor only asks, files are only"
                + " fetched, texts are only approved, and alerts are told by jobs of their own");
  }

  private static ArchRule rowsAreClosed() {
    return noFields()
        .that()
        .areDeclaredInClassesThat()
        .areAnnotatedWith(Entity.class)
        .should()
        .bePublic()
        .because("a row changes by its own methods");
  }

  private static ArchRule collaboratorsComeThroughTheConstructor() {
    return noFields().should().beAnnotatedWith(Inject.class).because("a constructor says it all");
  }
}
