package dev.ramal.crm.rdstation.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.rdstation.RdContract;
import dev.ramal.events.Topics;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.http.ReceivedRequest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Boreal uses RD Station CRM v1 here, which knows tasks and has its deals left as they are. */
@CrmTest
class RdV1TasksTest {
  private static final String MAPPING = "/api/crm/mapping";
  private static final List<Map<String, Object>> CALL_AGAIN =
      List.of(
          Map.of(
              "outcome",
              "no-answer",
              "text",
              "Ligar",
              "after",
              2,
              "unit",
              "hours",
              "type",
              "call"));

  private final Postgres crm = Postgres.database("crm");
  private final String account = "tasks of v1 " + FinishedCalls.newId();
  private String tokens;
  private String ana;
  private String anasEmail;

  @BeforeEach
  void connect() {
    tokens = user("bia@exemplo.com.br");
    anasEmail = "ana." + FinishedCalls.newId() + "@exemplo.com.br";
    ana = user(anasEmail);
    String token = "hush" + FinishedCalls.newId().replace("-", "");
    RdStation.crm().registerV1(token, account, "bia@exemplo.com.br");
    ApiUser.as("bia")
        .request()
        .body(Map.of("crm", RdV1Crm.NAME, "token", token))
        .put("/api/crm/connection")
        .then()
        .statusCode(200);
  }

  @AfterEach
  void clear() {
    RdStation.faults().clear();
    crm.execute("delete from crm_mapping");
  }

  @Test
  @DisplayName(
      "CRM-302 v1 gets a task once, as it describes them: the agent's, else the deal's owner's,"
          + " else the token's user's")
  void shouldMakeTasks() {
    // Given
    put(
        Map.of(
            "tasks",
            CALL_AGAIN,
            "agents",
            List.of(Map.of("agentId", "agent-1", "email", anasEmail))),
        200);
    Lead ofAgent = new Lead(tokens);
    RdStation.faults()
        .arm(RequestFault.resetAfterAccepting().on("rdstation", "POST", "/api/v1/tasks"), 1);

    // When
    ofAgent.miss();
    assertThat(ofAgent.task().getJsonArray("owner_ids")).isEqualTo(new JsonArray().add(ana));
    put(Map.of("tasks", CALL_AGAIN), 200);
    Lead owned = new Lead(ana);
    Lead nobodys = new Lead(null);
    owned.miss();
    nobodys.miss();

    // Then
    assertThat(owned.task().getJsonArray("owner_ids")).isEqualTo(new JsonArray().add(ana));
    assertThat(nobodys.task().getJsonArray("owner_ids")).isEqualTo(new JsonArray().add(tokens));
    assertThat(owned.task().getString("due_date")).isEqualTo("2026-11-03T16:05:00Z");
    assertThat(ofAgent.task().getString("description")).contains("Ramal: tarefa ");
    List<ReceivedRequest> asked =
        RdStation.crm().requests().stream()
            .filter(request -> request.path().startsWith("/api/v1/"))
            .toList();
    assertThat(asked)
        .filteredOn(request -> request.path().equals("/api/v1/tasks"))
        .extracting(ReceivedRequest::method)
        .contains("POST", "GET");
    if (RdContract.isPresent()) {
      RdContract contract = new RdContract();
      assertThat(asked.stream().map(contract::operation).distinct())
          .contains(
              "v1ListContacts",
              "v1CreateActivity",
              "v1CreateTask",
              "v1ListTasks",
              "v1GetDeal",
              "v1ListUsers");
      assertThat(asked)
          .flatExtracting(contract::violations)
          .filteredOn(found -> !found.toString().endsWith("query token"))
          .as("that lists take a limit is described once, for all of them")
          .filteredOn(found -> !found.toString().endsWith("/users: query limit"))
          .isEmpty();
    }
  }

  @Test
  @DisplayName("CRM-303 of a mapping v1 takes tasks alone, and says so")
  void shouldTakeTasksAlone() {
    // Then
    put(
            Map.of(
                "tasks",
                CALL_AGAIN,
                "fields",
                List.of(Map.of("field", "ultima_ligacao", "value", "outcome"))),
            422)
        .body("errors.field", contains("fields[0]"))
        .body("errors[0].allowed", contains("tasks"));
  }

  private static ValidatableResponse put(Map<String, ?> mapping, int status) {
    return ApiUser.as("bia").request().body(mapping).put(MAPPING).then().statusCode(status);
  }

  private String user(String email) {
    return RdStation.crm()
        .seed(account, "users", new JsonObject().put("name", "Ana").put("email", email));
  }

  /** Somebody with an open deal. */
  private final class Lead {
    private final String mobile = FinishedCalls.newMobile();
    private final String deal;

    Lead(String owner) {
      JsonArray phones = new JsonArray().add(new JsonObject().put("phone", mobile));
      String contact =
          RdStation.crm()
              .seed(
                  account,
                  "contacts",
                  new JsonObject().put("name", "Marina").put("phones", phones));
      this.deal =
          RdStation.crm()
              .seed(
                  account,
                  "deals",
                  new JsonObject()
                      .put("name", "Proposta")
                      .put("owner_id", owner)
                      .put("contact_ids", new JsonArray().add(contact)));
    }

    void miss() {
      try (TopicProbe topics = TopicProbe.on(Topics.CALLS)) {
        topics.send(
            FinishedCalls.ended(Tenants.BOREAL, FinishedCalls.newId(), mobile, false, 0, 0));
      }
    }

    /** The one that there is, once it is known to be there. */
    JsonObject task() {
      await().until(() -> crm.count("deal_change where deal_id = ? and state = 'done'", deal) == 1);
      assertThat(RdStation.crm().tasks(deal)).hasSize(1);
      return RdStation.crm().tasks(deal).get(0);
    }
  }
}
