package dev.ramal.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class VerifyNotesTest {
  private final Postgres crm = Postgres.database("crm");

  @Inject VerifyNotes verifyNotes;

  @Test
  @DisplayName(
      "CRM-161 a note that is gone from the CRM is a failure, and a redrive writes it again")
  void shouldMissANoteThatIsGone() {
    // Given
    RdStation.connect("carla");
    crm.execute("update activity set verified_at = now()");
    String kept = FinishedCalls.newId();
    String gone = FinishedCalls.newId();
    String unasked = FinishedCalls.newId();
    String of = openDeal();
    String other = openDeal();
    try (TopicProbe topics = TopicProbe.on(Topics.CRM)) {
      for (String call : List.of(kept, gone, unasked)) {
        String phone = FinishedCalls.newMobile();
        RdStation.crm().addDeal("D", RdStation.crm().addContact("M", phone), "ongoing");
        topics.send(FinishedCalls.ended(Tenants.AURORA, call, phone, false, 0, 5));
        topics.await(ActivitySynced.class, call);
      }
      writtenLongAgo(kept);
      writtenLongAgo(gone);
      crm.execute("update activity set deal_id = ? where subject_id = ?", of, gone);
      crm.execute("update activity set deal_id = ? where subject_id = ?", other, unasked);

      // When
      round();
      round();

      // Then
      ActivityFailed failed = topics.await(ActivityFailed.class, gone);
      assertThat(failed.kind()).isEqualTo("missing");
      assertThat(failed.reason()).isEqualTo(VerifyNotes.WHY);
      assertThat(state(kept)).isEqualTo("synced");
      assertThat(state(unasked)).as("too young").isEqualTo("synced");
      assertThat(crm.count("activity where subject_id = ? and verified_at is not null", kept))
          .isEqualTo(1);

      redrive();
      topics.await(
          "written again",
          record ->
              record.is(ActivitySynced.class)
                  && record.json().contains(gone)
                  && state(gone).equals("synced"));
      assertThat(RdStation.crm().notes().stream())
          .filteredOn(note -> note.getString("description").contains(gone))
          .hasSize(2);
    }
  }

  @Test
  @DisplayName("CRM-162 a CRM that does not answer makes no note missing")
  void shouldBelieveNoCrmThatIsAway() {
    // Given
    RdStation.connect("carla");
    crm.execute("update activity set verified_at = now()");
    String call = FinishedCalls.newId();
    String phone = FinishedCalls.newMobile();
    RdStation.crm().addDeal("D", RdStation.crm().addContact("M", phone), "ongoing");
    try (TopicProbe topics = TopicProbe.on(Topics.CRM)) {
      topics.send(FinishedCalls.ended(Tenants.AURORA, call, phone, false, 0, 5));
      topics.await(ActivitySynced.class, call);
    }
    writtenLongAgo(call);
    RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", "/notes"), 1);

    // When
    round();
    RdStation.faults().clear();

    // Then
    assertThat(state(call)).isEqualTo("synced");
  }

  @Test
  @DisplayName("CRM-257 a note that nobody could ask about is asked about by the next round")
  void shouldAskAgainAfterAnOutageOrACrash() {
    // Given
    RdStation.connect("carla");
    crm.execute("update activity set verified_at = now()");
    String gone = FinishedCalls.newId();
    String phone = FinishedCalls.newMobile();
    RdStation.crm().addDeal("D", RdStation.crm().addContact("M", phone), "ongoing");
    try (TopicProbe topics = TopicProbe.on(Topics.CRM)) {
      topics.send(FinishedCalls.ended(Tenants.AURORA, gone, phone, false, 0, 5));
      topics.await(ActivitySynced.class, gone);
      writtenLongAgo(gone);
      crm.execute("update activity set deal_id = ? where subject_id = ?", openDeal(), gone);
      RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", "/notes"), 1);
      round();
      long unasked = crm.count("activity where subject_id = ? and verified_at is null", gone);
      crm.execute(
          "update activity set verifying_until = now() + interval '1 hour' where subject_id = ?",
          gone);
      round();
      String whileTaken = state(gone);

      // When
      crm.execute(
          "update activity set verifying_until = now() - interval '1 second'"
              + " where subject_id = ?",
          gone);
      round();

      // Then
      assertThat(unasked).isEqualTo(1);
      assertThat(whileTaken).isEqualTo("synced");
      assertThat(topics.await(ActivityFailed.class, gone).kind()).isEqualTo("missing");
      assertThat(
              crm.count(
                  "activity where subject_id = ? and verified_at is not null"
                      + " and verifying_until is null",
                  gone))
          .isEqualTo(1);
    }
  }

  private void round() {
    verifyNotes.round().await().atMost(Duration.ofSeconds(20));
  }

  private void redrive() {
    ApiUser.as("carla")
        .request()
        .body(Map.of("kind", "missing", "dryRun", false))
        .post("/api/crm/sync/failures/redrive")
        .then()
        .statusCode(200)
        .body("count", equalTo(1));
  }

  private void writtenLongAgo(String call) {
    crm.execute(
        "update activity set settled_at = now() - interval '1 hour' where subject_id = ?", call);
  }

  private String state(String call) {
    return (String) crm.value("select state from activity where subject_id = ?", call);
  }

  /** Of somebody else: the note is not there. */
  private static String openDeal() {
    return RdStation.crm()
        .addDeal("D", RdStation.crm().addContact("N", FinishedCalls.newMobile()), "ongoing");
  }
}
