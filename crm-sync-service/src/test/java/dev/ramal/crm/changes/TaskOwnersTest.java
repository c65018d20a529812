package dev.ramal.crm.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
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

/** Two organizations whose agent of one id is another user of each CRM. */
@CrmTest
class TaskOwnersTest {
  private static final Map<String, Object> CALL_AGAIN =
      Map.of("outcome", "no-answer", "text", "Ligar", "after", 2, "unit", "hours", "type", "call");

  private final Postgres crm = Postgres.database("crm");
  private final String name = FinishedCalls.newId();
  private TopicProbe topics;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CALLS);
    RdStation.connect("carla", "aurora " + name);
    RdStation.connect("bia", "boreal " + name);
  }

  @AfterEach
  void clear() {
    topics.close();
    crm.execute("delete from crm_mapping");
  }

  @Test
  @DisplayName(
      "CRM-300 a task is the agent's as a user of the CRM, else the deal's owner's, else nobody's;"
          + " two organizations")
  void shouldMakeTheTaskTheAgents() {
    // Given
    String ana = user("aurora ", "Ana." + name + "@Exemplo.com.br");
    String owner = user("aurora ", "dono@exemplo.com.br");
    String other = user("boreal ", "outra@exemplo.com.br");
    String mobile = FinishedCalls.newMobile();
    String mobileOfNobody = FinishedCalls.newMobile();
    String owned = openDeal("aurora ", mobile, owner);
    String ofBoreal = openDeal("boreal ", mobile, other);
    String ofNobody = openDeal("boreal ", mobileOfNobody, null);
    String mobileOfFormer = FinishedCalls.newMobile();
    String ofFormer = openDeal("boreal ", mobileOfFormer, former());
    put("carla", List.of(agent("agent-1", "ana." + name + "@exemplo.com.br"))).statusCode(200);
    put("bia", List.of(agent("agent-1", "saiu@exemplo.com.br"))).statusCode(200);

    // When
    end(Tenants.AURORA, mobile);
    end(Tenants.BOREAL, mobile);
    end(Tenants.BOREAL, mobileOfNobody);
    end(Tenants.BOREAL, mobileOfFormer);

    // Then
    assertThat(owners(owned)).isEqualTo(new JsonArray().add(ana));
    assertThat(owners(ofBoreal)).isEqualTo(new JsonArray().add(other));
    assertThat(owners(ofNobody)).isEmpty();
    assertThat(owners(ofFormer))
        .as("CRM-286 not of an owner who does not work with the CRM any more")
        .isEmpty();
  }

  @Test
  @DisplayName(
      "CRM-349 whom a task is for is asked of the account that is connected, not remembered of the"
          + " one before; two organizations")
  void shouldAskTheAccountThatIsConnected() {
    // Given
    RdStation.connectAnother("carla", "aurora " + name);
    RdStation.connectAnother("bia", "boreal " + name);
    String address = "ana." + name + "@exemplo.com.br";
    String before = user("aurora ", address);
    String ofBoreal = user("boreal ", address);
    String mobile = FinishedCalls.newMobile();
    String dealBefore = openDeal("aurora ", mobile, null);
    String dealOfBoreal = openDeal("boreal ", mobile, null);
    for (String admin : List.of("carla", "bia")) {
      put(admin, List.of(agent("agent-1", address))).statusCode(200);
    }
    end(Tenants.AURORA, mobile);
    end(Tenants.BOREAL, mobile);
    assertThat(owners(dealBefore)).isEqualTo(new JsonArray().add(before));
    assertThat(owners(dealOfBoreal)).isEqualTo(new JsonArray().add(ofBoreal));
    String now = user("next ", address);
    String dealNow = openDeal("next ", mobile, null);

    // When
    RdStation.connectAnother("carla", "next " + name);
    put("carla", List.of(agent("agent-1", address))).statusCode(200);
    end(Tenants.AURORA, mobile);

    // Then
    assertThat(owners(dealNow)).isEqualTo(new JsonArray().add(now));
  }

  @Test
  @DisplayName(
      "CRM-301 agents of a mapping have an id and an address, each once; the field is named")
  void shouldNameWrongAgents() {
    // Then
    put(
            "carla",
            List.of(
                agent("agent-1", "sem arroba"),
                agent("agent-1", "ana@exemplo.com.br"),
                agent(" ", "ana@exemplo.com.br")))
        .statusCode(400)
        .body("code", equalTo(CrmProblems.badMapping().code()))
        .body(
            "errors.field",
            containsInAnyOrder("agents[0].email", "agents[1].agentId", "agents[2].agentId"));
  }

  private void end(TenantId tenant, String mobile) {
    topics.send(FinishedCalls.ended(tenant, FinishedCalls.newId(), mobile, false, 0, 0));
  }

  /** Of the one task of a deal. */
  private static JsonArray owners(String deal) {
    await().until(() -> RdStation.crm().tasks(deal).size() == 1);
    return RdStation.crm().tasks(deal).get(0).getJsonArray("owner_ids");
  }

  private static Map<String, String> agent(String id, String email) {
    return Map.of("agentId", id, "email", email);
  }

  private static ValidatableResponse put(String user, List<Map<String, String>> agents) {
    return ApiUser.as(user)
        .request()
        .body(Map.of("tasks", List.of(CALL_AGAIN), "agents", agents))
        .put("/api/crm/mapping")
        .then();
  }

  private String user(String account, String email) {
    return RdStation.crm()
        .seed(
            account + name,
            "users",
            new JsonObject().put("name", "Ana").put("email", email).put("active", true));
  }

  /** Somebody who owns deals still, and does not work with the CRM any more. */
  private String former() {
    JsonObject user =
        new JsonObject().put("name", "Rui").put("email", "rui@exemplo.com.br").put("active", false);
    return RdStation.crm().seed("boreal " + name, "users", user);
  }

  private String openDeal(String account, String mobile, String owner) {
    JsonArray phones = new JsonArray().add(new JsonObject().put("phone", mobile));
    String contact =
        RdStation.crm()
            .seed(
                account + name,
                "contacts",
                new JsonObject().put("name", "Marina").put("phones", phones));
    JsonObject deal =
        new JsonObject().put("name", "Proposta").put("contact_ids", new JsonArray().add(contact));
    return RdStation.crm()
        .seed(account + name, "deals", owner == null ? deal : deal.put("owner_id", owner));
  }
}
