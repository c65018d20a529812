package dev.ramal.crm.rdstation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.fixtures.Webhooks;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

@CrmTest
@EnabledIf("present")
class RdContractTest {
  private static final String MAPPING =
      """
      {"tasks": [{"outcome": "completed", "text": "Mandar proposta", "after": 2, "unit": "hours",
         "type": "email"}],
       "stages": [{"outcome": "completed", "stageId": "65f057a6e000000000000022",
         "overwrite": true}],
       "fields": [{"field": "ultima_ligacao", "value": "call-date"}],
       "agents": [{"agentId": "agent-1", "email": "ana@exemplo.com.br"}]}
      """;

  static boolean present() {
    return RdContract.isPresent();
  }

  @Test
  @DisplayName("CRM-160 every request that we make of RD Station is one that it describes")
  void shouldAskAsItIsDescribed() {
    // Given
    RdContract contract = new RdContract();
    RdStation.crm().rateLimit(0);
    RdStation.connect("carla");
    Webhooks.of("carla");
    Webhooks.none("carla");
    Map<String, String> rule =
        Map.of(
            "severalDeals", "list",
            "unknownPeople", "create",
            "stageId", "65f057a6e0000000000000aa");
    ApiUser.as("carla")
        .request()
        .body(rule)
        .put("/api/crm/settings/matching")
        .then()
        .statusCode(200);
    ApiUser.as("carla").request().body(MAPPING).put("/api/crm/mapping").then().statusCode(200);
    RdStation.faults().arm(RequestFault.resetAfterAccepting().on("rdstation", "POST", "/notes"), 1);
    RdStation.faults().arm(RequestFault.resetAfterAccepting().on("rdstation", "POST", "/tasks"), 1);
    String call = FinishedCalls.newId();
    String again = FinishedCalls.newId();
    String mobile = FinishedCalls.newMobile();

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.CRM)) {
      topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 61));
      topics.await(ActivitySynced.class, call);
      topics.send(FinishedCalls.ended(Tenants.AURORA, again, mobile, false, 0, 61));
      topics.await(ActivitySynced.class, again);
      await()
          .until(
              () ->
                  Postgres.database("crm")
                          .count("deal_change where call_id = ? and ended_at is not null", call)
                      == 2);
    } finally {
      RdStation.faults().clear();
      RdStation.crm().rateLimit(120);
      Postgres.database("crm").execute("delete from match_settings");
      Postgres.database("crm").execute("delete from crm_mapping");
    }

    // Then
    List<ReceivedRequest> asked = RdStation.crm().requests();
    assertThat(asked.stream().map(contract::operation).distinct())
        .contains(
            "v2ListContacts",
            "v2CreateContact",
            "v2ListDeals",
            "v2CreateDeal",
            "v2CreateDealNote",
            "v2ListDealNotes",
            "v2CreateTask",
            "v2ListTasks",
            "v2ListUsers",
            "v2GetDeal",
            "v2UpdateDeal",
            "crmOauthToken",
            "v2ListWebhooks",
            "v2CreateWebhook",
            "v2DeleteWebhook");
    assertThat(asked).flatExtracting(contract::violations).isEmpty();
    assertThat(
            contract.violations(of("POST", "/crm/v2/deals/d/notes", "{\"data\":{\"text\":\"x\"}}")))
        .as("what is not described is found")
        .hasSize(2);
  }

  private static ReceivedRequest of(String method, String path, String body) {
    return new ReceivedRequest(
        1,
        Instant.EPOCH,
        "rdstation",
        method,
        path,
        null,
        Map.of("content-type", "application/json"),
        body,
        201,
        null);
  }
}
