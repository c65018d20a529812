package dev.ramal.crm.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.HubSpot;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class HubSpotVerificationTest {
  private static final String PORTAL = "portal of aurora";

  private final Postgres crm = Postgres.database("crm");

  @Inject VerifyNotes verifyNotes;

  @Test
  @DisplayName(
      "CRM-161 a call that somebody deleted in HubSpot is missing, one that is there is not")
  void shouldMissACallThatIsGone() {
    // Given
    HubSpot.connect("carla", PORTAL);
    crm.execute("update activity set verified_at = now()");
    String kept = FinishedCalls.newId();
    String gone = FinishedCalls.newId();
    String phone = FinishedCalls.newMobile();
    String contact = HubSpot.crm().addContact(PORTAL, "Marina", phone);
    String deal = HubSpot.crm().addDeal(PORTAL, "Proposta", contact, "qualifiedtobuy");
    try (TopicProbe topics = TopicProbe.on(Topics.CRM)) {
      for (String call : List.of(kept, gone)) {
        topics.send(FinishedCalls.ended(Tenants.AURORA, call, phone, false, 0, 5));
        topics.await(ActivitySynced.class, call);
        crm.execute(
            "update activity set settled_at = now() - interval '1 hour' where subject_id = ?",
            call);
      }
      HubSpot.crm().delete(PORTAL, "calls", written(deal, gone));

      // When
      verifyNotes.round().await().atMost(Duration.ofSeconds(20));

      // Then
      assertThat(topics.await(ActivityFailed.class, gone).kind()).isEqualTo("missing");
      assertThat(state(kept)).isEqualTo("synced");
      ApiUser.as("carla")
          .request()
          .body(Map.of("kind", "missing", "dryRun", false))
          .post("/api/crm/sync/failures/redrive")
          .then()
          .statusCode(200);
      await().until(() -> state(gone).equals("synced"));
      assertThat(written(deal, gone)).isNotNull();
    }
  }

  private Object state(String call) {
    return crm.value("select state from activity where subject_id = ?", call);
  }

  private static String written(String deal, String call) {
    return HubSpot.crm().calls(deal).stream()
        .filter(one -> one.encode().contains(call))
        .map((JsonObject one) -> one.getString("id"))
        .findFirst()
        .orElseThrow();
  }
}
