package dev.ramal.crm.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two organizations that call the same person, each with a CRM account of its own. */
@CrmTest
class DealRulesTest {
  private static final String NEW = "65f057a6e000000000000021";
  private static final String CALLED = "65f057a6e000000000000022";
  private static final Map<String, Object> FIELD =
      Map.of("field", "ultima_ligacao", "value", "talk-seconds");

  private final Postgres crm = Postgres.database("crm");
  private final String mobile = FinishedCalls.newMobile();
  private final String call = FinishedCalls.newId();
  private TopicProbe topics;
  private String deal;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla", "crm of aurora");
    RdStation.connect("bia", "crm of boreal");
    deal = openDeal("crm of aurora");
    put("carla", Map.of("stages", List.of(move(false)), "fields", List.of(FIELD))).statusCode(200);
  }

  @AfterEach
  void close() {
    RdStation.faults().clear();
    topics.close();
    crm.execute("delete from crm_mapping");
  }

  @Test
  @DisplayName(
      "CRM-246 a call moves its deal and fills fields as the mapping says, and nothing else")
  void shouldChangeTheDeal() {
    // Given
    String ofBoreal = openDeal("crm of boreal");
    put("bia", Map.of("fields", List.of(Map.of("field", "contato", "value", "outcome"))))
        .statusCode(200);

    // When
    end(Tenants.AURORA, call, 61);
    end(Tenants.BOREAL, FinishedCalls.newId(), 61);

    // Then
    assertThat(stage(deal)).isEqualTo(CALLED);
    assertThat(fields(deal))
        .isEqualTo(new JsonObject().put("segmento", "varejo").put("ultima_ligacao", "61"));
    assertThat(stage(ofBoreal)).isEqualTo(NEW);
    assertThat(fields(ofBoreal))
        .isEqualTo(new JsonObject().put("segmento", "varejo").put("contato", "atendida"));
    changes(call)
        .body("items.kind", contains("deal"))
        .body("items[0].state", equalTo("done"))
        .body("items[0].parts.part", contains("stage", "field:ultima_ligacao"))
        .body("items[0].parts.before", contains(NEW, null))
        .body("items[0].parts.skipped", contains(nullValue(), nullValue()));
  }

  @Test
  @DisplayName(
      "CRM-247 what a person has changed is left alone and told, unless it may be replaced")
  void shouldLeaveAPersonsWorkAlone() {
    // Given
    String second = FinishedCalls.newId();
    String third = FinishedCalls.newId();
    end(Tenants.AURORA, call, 61);
    change(Map.of("stage_id", NEW, "custom_fields", Map.of("ultima_ligacao", "bom papo")));

    // When
    end(Tenants.AURORA, second, 62);
    String stageThen = stage(deal);
    String fieldThen = fields(deal).getString("ultima_ligacao");
    Map<String, Object> overwrite =
        Map.of("field", "ultima_ligacao", "value", "talk-seconds", "overwrite", true);
    put("carla", Map.of("stages", List.of(move(true)), "fields", List.of(overwrite)));
    end(Tenants.AURORA, third, 63);

    // Then
    assertThat(stageThen).isEqualTo(NEW);
    assertThat(fieldThen).isEqualTo("bom papo");
    changes(second)
        .body("items[0].state", equalTo("skipped"))
        .body("items[0].parts.skipped", contains(DecideParts.MOVED, DecideParts.MOVED))
        .body("items[0].reason", equalTo(DecideParts.MOVED));
    assertThat(stage(deal)).isEqualTo(CALLED);
    assertThat(fields(deal).getString("ultima_ligacao")).isEqualTo("63");
  }

  @Test
  @DisplayName("CRM-248 a CRM that fails gets a change of a deal once, also where a process died")
  void shouldChangeTheDealOnce() {
    // Given
    long before = updates();
    end(Tenants.AURORA, call, 61);

    // When
    crm.execute("delete from deal_part where deal_id = ?", deal);
    crm.execute(
        "update deal_change set state = 'writing', ended_at = null where call_id = ?", call);
    crm.execute(
        "update jobs set state = 'RUNNING', finished_at = null, due_at = now() - interval '1 s'"
            + " where subject in (select id from deal_change where call_id = ?)",
        call);
    awaitEnd(call);
    long once = updates() - before;
    RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", "/deals/" + deal), 1);
    end(Tenants.AURORA, FinishedCalls.newId(), 62);

    // Then
    assertThat(once).isEqualTo(1);
    assertThat(stage(deal)).isEqualTo(CALLED);
    assertThat(fields(deal).getString("ultima_ligacao")).as("it is ours").isEqualTo("62");
  }

  @Test
  @DisplayName("CRM-250 rules that change deals say from where, and each wrong field is named")
  void shouldNameWrongFields() {
    // Given
    Map<String, Object> nowhere = Map.of("outcome", "completed", "stageId", CALLED);
    Map<String, Object> unclear =
        Map.of("stageId", "a b", "from", List.of("c d"), "disposition", " ");
    Map<String, Object> field = Map.of("field", "com espaço", "value", "weather");

    // Then
    put(
            "carla",
            Map.of("stages", List.of(nowhere, unclear), "fields", List.of(field, FIELD, FIELD)))
        .statusCode(400)
        .body("code", equalTo(CrmProblems.badMapping().code()))
        .body(
            "errors.field",
            hasItems(
                "stages[0].from",
                "stages[1].stageId",
                "stages[1].from",
                "stages[1].disposition",
                "fields[0].field",
                "fields[0].value",
                "fields[2].field"));
  }

  private static Map<String, Object> move(boolean overwrite) {
    return Map.of(
        "outcome",
        "completed",
        "stageId",
        CALLED,
        "from",
        List.of(NEW, CALLED),
        "overwrite",
        overwrite);
  }

  /** And waits until its deal was changed, or was left alone. */
  private void end(TenantId tenant, String id, int talk) {
    topics.send(FinishedCalls.ended(tenant, id, mobile, false, 0, talk));
    awaitEnd(id);
  }

  private void awaitEnd(String id) {
    await()
        .until(() -> crm.count("deal_change where call_id = ? and ended_at is not null", id) == 1);
  }

  private static long updates() {
    return RdStation.crm().requests().stream()
        .filter(request -> request.method().equals("PUT") && request.path().contains("/deals/"))
        .count();
  }

  private static String stage(String ofDeal) {
    return RdStation.crm().deal(ofDeal).getString("stage_id");
  }

  private static JsonObject fields(String ofDeal) {
    return RdStation.crm().deal(ofDeal).getJsonObject("custom_fields");
  }

  /** By somebody in the CRM. */
  private void change(Map<String, Object> data) {
    RestAssured.given()
        .header("Authorization", "Bearer " + RdStation.crm().accessToken("crm of aurora"))
        .contentType(ContentType.JSON)
        .body(Map.of("data", data))
        .put(RdStation.crm().baseUrl() + "/crm/v2/deals/" + deal)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse changes(String ofCall) {
    return ApiUser.as("carla")
        .request()
        .get("/api/crm/sync/changes?callId=" + ofCall)
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse put(String user, Map<String, ?> mapping) {
    return ApiUser.as(user).request().body(mapping).put("/api/crm/mapping").then();
  }

  private String openDeal(String account) {
    return RdStation.openDeal(
        account,
        mobile,
        new JsonObject()
            .put("stage_id", NEW)
            .put("custom_fields", new JsonObject().put("segmento", "varejo")));
  }
}
