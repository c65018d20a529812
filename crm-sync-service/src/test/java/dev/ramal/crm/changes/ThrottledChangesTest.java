package dev.ramal.crm.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.fixtures.Throttling;
import dev.ramal.events.Topics;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class ThrottledChangesTest {
  private static final String ACCOUNT = "throttled crm of aurora";
  private static final String NEW = "65f057a6e000000000000021";
  private static final String CALLED = "65f057a6e000000000000022";

  private final Postgres crm = Postgres.database("crm");
  private final String mobile = FinishedCalls.newMobile();
  private String contact;

  @AfterEach
  void clear() {
    RdStation.faults().clear();
    crm.execute("delete from crm_mapping");
  }

  @Test
  @DisplayName(
      "CRM-297 what is done with deals waits as long as the CRM asks: nothing leaves before, is"
          + " lost or is done twice")
  void shouldWaitAsLongAsTheCrmAsks() {
    // Given
    RdStation.connect("carla", ACCOUNT);
    String deal = openDeal();
    Map<String, Object> task =
        Map.of(
            "outcome", "no-answer", "text", "Ligar", "after", 2, "unit", "hours", "type", "call");
    Map<String, Object> stage =
        Map.of("outcome", "completed", "stageId", CALLED, "from", List.of(NEW));
    ApiUser.as("carla")
        .request()
        .body(Map.of("tasks", List.of(task), "stages", List.of(stage)))
        .put("/api/crm/mapping")
        .then()
        .statusCode(200);
    Throttling throttling = Throttling.of(deal, contact, mobile.substring(1));
    RdStation.faults().arm(RequestFault.tooMany(1).on("rdstation", "POST", "/tasks"), 1);
    RdStation.faults().arm(RequestFault.tooMany(1).on("rdstation", "PUT", "/deals/" + deal), 1);
    String missed = FinishedCalls.newId();
    String spoken = FinishedCalls.newId();

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.CALLS)) {
      topics.send(FinishedCalls.ended(Tenants.AURORA, missed, mobile, false, 0, 0));
      await().until(() -> throttling.refusals() == 1);
      topics.send(FinishedCalls.ended(Tenants.AURORA, spoken, mobile, false, 0, 61));
      await()
          .until(
              () ->
                  crm.count(
                          "deal_change where call_id in (?, ?) and state = 'done'", missed, spoken)
                      == 2);
    }

    // Then
    assertThat(throttling.refusals()).isEqualTo(2);
    assertThat(throttling.tooEarly(1)).isEmpty();
    assertThat(RdStation.crm().tasks(deal)).hasSize(1);
    assertThat(RdStation.crm().deal(deal).getString("stage_id")).isEqualTo(CALLED);
    assertThat(throttling.taken("PUT")).isEqualTo(1);
  }

  private String openDeal() {
    JsonArray phones = new JsonArray().add(new JsonObject().put("phone", mobile));
    contact =
        RdStation.crm()
            .seed(
                ACCOUNT, "contacts", new JsonObject().put("name", "Marina").put("phones", phones));
    return RdStation.crm()
        .seed(
            ACCOUNT,
            "deals",
            new JsonObject()
                .put("name", "Proposta")
                .put("stage_id", NEW)
                .put("contact_ids", new JsonArray().add(contact)));
  }
}
