package dev.ramal.crm.rdstation.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.activity.FailureKind;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.HubSpot;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Both organizations leave an account of v1 for HubSpot, and HubSpot for v1. */
@CrmTest
class RdV1AccountsTest {
  private static final String ACTIVITIES = "/api/v1/activities";
  private static final String UNKNOWN = " where subject = ? and state = 'UNKNOWN'";

  private final Postgres crm = Postgres.database("crm");
  private final String mobile = FinishedCalls.newMobile();
  private TopicProbe topics;
  private RdV1Account aurora;
  private RdV1Account boreal;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    aurora = RdV1Account.of("v1 that aurora left", mobile);
    boreal = RdV1Account.of("v1 that boreal left", mobile);
    aurora.connect("carla");
    boreal.connect("bia");
  }

  @AfterEach
  void clear() {
    RdStation.faults().clear();
    topics.close();
  }

  @Test
  @DisplayName(
      "CRM-356 an account that is entered after another CRM is not taken for the one before that"
          + " CRM, though nobody says that it is another; two organizations")
  void shouldTakeNoAccountForOneBefore() {
    // Given
    String ofAurora = lose(Tenants.AURORA);
    String ofBoreal = lose(Tenants.BOREAL);
    RdV1Account nextOfAurora = RdV1Account.of("v1 that aurora entered", mobile);
    RdV1Account nextOfBoreal = RdV1Account.of("v1 that boreal entered", mobile);

    // When
    throughHubSpotTo(nextOfAurora, nextOfBoreal);
    List.of(ofAurora, ofBoreal).forEach(this::ask);

    // Then
    assertThat(topics.await(ActivitySynced.class, ofBoreal).dealId()).isEqualTo(boreal.deal());
    assertThat(topics.await(ActivityFailed.class, ofAurora).kind())
        .isEqualTo(FailureKind.FORMER_CRM.word());
    assertThat(RdStation.crm().notes(aurora.deal())).hasSize(1);
    assertThat(RdStation.crm().notes(boreal.deal())).hasSize(1);
    assertThat(RdStation.crm().notes(nextOfAurora.deal())).isEmpty();
    assertThat(RdStation.crm().notes(nextOfBoreal.deal())).isEmpty();
  }

  @Test
  @DisplayName(
      "CRM-357 who comes back to an account continues nothing there: what follows its notes ends,"
          + " and a note of unknown fate is written no second time; two organizations")
  void shouldContinueNothingInTheAccountBefore() {
    // Given
    String noted = FinishedCalls.newId();
    topics.send(FinishedCalls.ended(Tenants.BOREAL, noted, mobile, false, 0, 37));
    topics.await(ActivitySynced.class, noted);
    String ofAurora = lose(Tenants.AURORA);
    String ofBoreal = lose(Tenants.BOREAL);

    // When
    throughHubSpotTo(aurora, boreal);
    List.of(ofAurora, ofBoreal).forEach(this::ask);
    topics.send(FinishedCalls.ended(Tenants.BOREAL, noted, mobile, false, 1, 38));
    await()
        .until(
            () ->
                crm.execute(
                        "update jobs set due_at = now() where subject = ?"
                            + " and kind = 'write-follow-up'",
                        noted)
                    > 0);

    // Then
    assertThat(topics.await(ActivitySynced.class, ofBoreal).dealId()).isEqualTo(boreal.deal());
    assertThat(topics.await(ActivityFailed.class, ofAurora).kind())
        .as("of the account of then nobody lets us in any more")
        .isEqualTo(FailureKind.FORMER_CRM.word());
    await()
        .until(
            () ->
                crm.count(
                        "activity where subject_id = ? and kind = 'follow-up'"
                            + " and failure_kind = 'expired'",
                        noted)
                    == 1);
    assertThat(RdStation.crm().notes(aurora.deal())).hasSize(1);
    assertThat(RdStation.crm().notes(boreal.deal())).hasSize(2);
  }

  /** Its note stands there, the answer is lost, and nobody asks for it until somebody lets them. */
  private String lose(TenantId tenant) {
    String call = FinishedCalls.newId();
    RdStation.faults()
        .arm(
            RequestFault.resetAfterAccepting().on("rdstation", "POST", ACTIVITIES).holding(call),
            1);
    topics.send(FinishedCalls.ended(tenant, call, mobile, false, 0, 5));
    await()
        .until(
            () ->
                crm.execute("update jobs set due_at = now() + interval '1 min'" + UNKNOWN, call)
                    == 1);
    return call;
  }

  /** Nothing lets us into the account any more that aurora has left. */
  private void throughHubSpotTo(RdV1Account nextOfAurora, RdV1Account nextOfBoreal) {
    HubSpot.connect("carla", "portal of aurora");
    HubSpot.connect("bia", "portal of boreal");
    nextOfAurora.connect("carla");
    nextOfBoreal.connect("bia");
    crm.execute("delete from crm_former_access where tenant = 'aurora'");
  }

  private void ask(String call) {
    crm.execute("update jobs set due_at = now()" + UNKNOWN, call);
  }
}
