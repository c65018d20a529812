package dev.ramal.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.lang.ArchRule;
import dev.ramal.carriers.telnyx.TelnyxApi;
import dev.ramal.carriers.twilio.TwilioApi;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.messaging.carrier.MessageCarrier;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.sending.SubmissionQueue;
import dev.ramal.testkit.architecture.ArchitectureRules;
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
        .and(carriersAreKnownBehindThePortOnly())
        .and(eventsOfAMessageLeaveInOnePlace())
        .and(jobsAreStoredInOnePlace())
        .and(rowsAreClosed())
        .and(collaboratorsComeThroughTheConstructor())
        .check();
  }

  private static ArchRule carriersAreKnownBehindThePortOnly() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(MessageCarrier.class.getPackageName() + ".*")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.twilio..",
            TwilioApi.class.getPackageName() + "..",
            TelnyxApi.class.getPackageName() + "..",
            MessageCarrier.class.getPackageName() + ".*")
        .because("a third carrier must need a package of its own and nothing else");
  }

  private static ArchRule eventsOfAMessageLeaveInOnePlace() {
    return noClasses()
        .that()
        .doNotBelongToAnyOf(ChangeMessage.class)
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Outbox.class)
        .because("state and events change together");
  }

  private static ArchRule jobsAreStoredInOnePlace() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(SubmissionQueue.class.getPackageName())
        .should()
        .dependOnClassesThat()
        .areAssignableTo(Jobs.class)
        .because("a message is submitted because it was accepted, and for no other reason");
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
