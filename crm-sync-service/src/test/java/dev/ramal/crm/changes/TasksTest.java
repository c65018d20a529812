package dev.ramal.crm.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.ramal.crm.CrmProblems;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.HubSpot;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.fixtures.Webhooks;
import dev.ramal.events.Event;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.FollowUpRequested;
import dev.ramal.events.calls.FollowUpWithdrawn;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.simulators.rdstation.RdAccount;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two organizations that call the same person, each with a CRM account of its own. */
@CrmTest
class TasksTest {
  private static final String PATH = "/api/crm/mapping";
  private static final String CHANGES = "/api/crm/sync/changes";

  private static final Map<String, Object> CALL_AGAIN =
      Map.of(
          "outcome", "no-answer",
          "text", "Ligar de novo",
          "after", 2,
          "unit", "hours",
          "type", "call");
  private static final Map<String, Object> SEND_OFFER =
      Map.of(
          "outcome", "completed",
          "disposition", "interessado",
          "text", "Enviar proposta",
          "after", 1,
          "unit", "business-days",
          "type", "email");

  private final Postgres crm = Postgres.database("crm");
  private final String mobile = FinishedCalls.newMobile();
  private final String call = FinishedCalls.newId();
  private TopicProbe topics;
  private String deal;

  @Inject PurgeChanges purgeChanges;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla", "crm of aurora");
    RdStation.connect("bia", "crm of boreal");
    deal = openDeal("crm of aurora");
    put("carla", Map.of("tasks", List.of(CALL_AGAIN, SEND_OFFER), "followUps", "call"))
        .statusCode(200);
  }

  @AfterEach
  void close() {
    RdStation.faults().clear();
    topics.close();
    crm.execute("delete from crm_mapping");
  }

  @Test
  @DisplayName("CRM-240 a call that went as a rule says becomes one task on the deal of its note")
  void shouldMakeATaskByRule() {
    // Given
    String ofBoreal = FinishedCalls.newId();
    String dealOfBoreal = openDeal("crm of boreal");
    Event<?> missed = FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 0);

    // When
    topics.send(missed);
    topics.send(missed);
    topics.send(FinishedCalls.ended(Tenants.BOREAL, ofBoreal, mobile, false, 0, 0));
    topics.await(ActivitySynced.class, ofBoreal);
    topics.await(ActivitySynced.class, call);
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 1, 0));

    // Then
    awaitDone(call);
    assertThat(RdStation.crm().tasks(deal))
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.getString("name")).isEqualTo("Ligar de novo");
              assertThat(task.getString("type")).isEqualTo("call");
              assertThat(task.getString("due_date")).isEqualTo("2026-11-03T16:05:41Z");
              assertThat(task.getString("description")).contains(mobile).contains(call);
            });
    assertThat(RdStation.crm().tasks(dealOfBoreal)).isEmpty();
    changes("carla", "?callId=" + call)
        .body("items.kind", hasItems("task"))
        .body("items[0].state", equalTo("done"))
        .body("items[0].dealId", equalTo(deal))
        .body("items[0].text", equalTo("Ligar de novo"));
    changes("bia", "?callId=" + call).statusCode(200).body("items", empty());
  }

  @Test
  @DisplayName(
      "CRM-241 what is to be done by a disposition becomes a task, before the note or after")
  void shouldMakeATaskOfAFollowUp() {
    // Given
    String later = FinishedCalls.newId();
    String withdrawn = FinishedCalls.newId();
    Event<?> asked = requested(Tenants.AURORA, call, "Ligar na terça", "2026-11-10T13:00:00Z", 1);
    Event<?> replaced =
        requested(Tenants.AURORA, call, "Ligar na quarta", "2026-11-11T13:00:00Z", 2);

    // When
    topics.send(replaced);
    topics.send(asked);
    topics.send(asked);
    topics.send(requested(Tenants.AURORA, withdrawn, "Nunca", "2026-11-10T13:00:00Z", 1));
    topics.send(withdrawn(Tenants.AURORA, withdrawn, 2));
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 0));
    topics.send(FinishedCalls.ended(Tenants.AURORA, withdrawn, mobile, false, 0, 0));
    topics.send(FinishedCalls.ended(Tenants.AURORA, later, mobile, false, 0, 0));
    topics.await(ActivitySynced.class, later);
    topics.send(requested(Tenants.AURORA, later, "Mandar contrato", "2026-11-12T13:00:00Z", 1));

    // Then
    await().until(() -> tasks().contains("Mandar contrato 2026-11-12T13:00:00Z"));
    await().until(() -> tasks().contains("Ligar na quarta 2026-11-11T13:00:00Z"));
    topics.await(ActivitySynced.class, withdrawn);
    await().until(() -> tasks().stream().filter(it -> it.startsWith("Ligar de novo")).count() == 3);
    assertThat(tasks()).noneMatch(task -> task.contains("Nunca") || task.contains("terça"));
    assertThat(tasks()).hasSize(5);
    changes("carla", "?state=skipped&callId=" + withdrawn)
        .body("items[0].reason", equalTo("o agente corrigiu o resultado da ligação"));
  }

  @Test
  @DisplayName("CRM-242 a CRM that throttles gets a task once, also where a process died over it")
  void shouldMakeATaskOnce() {
    // Given
    RdStation.faults().arm(RequestFault.tooMany(1).on("rdstation", "POST", "/tasks"), 1);
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 0));
    awaitDone(call);

    // When
    crm.execute(
        "update deal_change set state = 'writing', ended_at = null, result_json = null"
            + " where call_id = ?",
        call);
    crm.execute(
        "update jobs set state = 'RUNNING', finished_at = null, due_at = now() - interval '1 s'"
            + " where subject in (select id from deal_change where call_id = ?)",
        call);
    awaitDone(call);

    // Then
    String made = RdStation.crm().tasks(deal).get(0).getString("id");
    assertThat(RdStation.crm().tasks(deal)).hasSize(1);
    changes("carla", "?callId=" + call).body("items[0].taskId", equalTo(made));
  }

  @Test
  @DisplayName("CRM-244 a mapping is written by administrators, and each wrong field is named")
  void shouldNameWrongFields() {
    // Given
    Map<String, Object> wrong =
        Map.of("text", " ", "after", 0, "unit", "weeks", "type", "fax", "outcome", "sold");

    // Then
    put("carla", Map.of("tasks", List.of(wrong, CALL_AGAIN, CALL_AGAIN), "followUps", "fax"))
        .statusCode(400)
        .body("code", equalTo(CrmProblems.badMapping().code()))
        .body(
            "errors.field",
            hasItems(
                "tasks[0].text",
                "tasks[0].unit",
                "tasks[0].type",
                "tasks[0].outcome",
                "tasks[2]",
                "followUps"));
    put("carla", Map.of("tasks", List.of(Map.of("text", "x")))).statusCode(400);
    put("carla", Map.of("chores", List.of())).statusCode(400);
    put("ana", Map.of("tasks", List.of())).statusCode(403);
    ApiUser.as("carla").request().get(PATH).then().body("tasks.size()", equalTo(2));
    ApiUser.as("bia").request().get(PATH).then().statusCode(200).body("tasks", empty());
    changes("carla", "?state=lost")
        .statusCode(400)
        .body("code", equalTo(CrmProblems.unknownChangeState().problem().code()));
  }

  @Test
  @DisplayName("CRM-245 a task that the CRM refuses is listed with the reason, and tried again")
  void shouldRedriveATask() {
    // Given
    long before = failedChanges("carla");
    long ofBoreal = failedChanges("bia");
    RdStation.faults().arm(RequestFault.status(422).on("rdstation", "POST", "/tasks"), 1);
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 0));
    await().until(() -> crm.count("deal_change where call_id = ? and state = 'failed'", call) == 1);
    String id = changes("carla", "?state=failed&callId=" + call).extract().path("items[0].id");
    assertThat(id).isNotNull();
    assertThat(failedChanges("carla"))
        .as("CRM-299 it is counted in the health of its organization")
        .isEqualTo(before + 1);
    assertThat(failedChanges("bia")).isEqualTo(ofBoreal);

    // When
    redrive("bia", id)
        .statusCode(404)
        .body("code", equalTo(CrmProblems.noFailedChange().problem().code()));
    redrive("carla", id).statusCode(202);

    // Then
    awaitDone(call);
    assertThat(RdStation.crm().tasks(deal)).hasSize(1);
    assertThat(failedChanges("carla")).isEqualTo(before);
    redrive("carla", id).statusCode(404);
  }

  @Test
  @DisplayName(
      "CRM-272 who connects another CRM leaves the rules and open changes of the one before")
  void shouldLeaveTheCrmBefore() {
    // Given
    String waiting = FinishedCalls.newId();
    String begun = FinishedCalls.newId();
    String ofBoreal = FinishedCalls.newId();
    put("bia", Map.of("tasks", List.of(CALL_AGAIN))).statusCode(200);
    insert("aurora", call, "planned");
    insert("aurora", waiting, "waiting");
    insert("aurora", begun, "writing");
    insert("boreal", ofBoreal, "writing");
    Webhooks before = Webhooks.of("carla");
    Webhooks beforeOfBoreal = Webhooks.of("bia");

    // When
    HubSpot.connect("carla", "portal of aurora");

    // Then
    for (String left : List.of(call, waiting)) {
      changes("carla", "?callId=" + left)
          .body("items[0].state", equalTo("skipped"))
          .body("items[0].reason", equalTo(LeaveOtherDeals.ANOTHER_CRM));
    }
    changes("carla", "?callId=" + begun)
        .body("items[0].state", equalTo("skipped"))
        .body("items[0].reason", equalTo(LeaveOtherDeals.BEGUN_THERE));
    assertThat(
            crm.count(
                "deal_change where call_id in (?, ?, ?) and ended_at is null",
                call,
                waiting,
                begun))
        .isZero();
    assertThat(crm.count("deal_part where deal_id in (?, ?)", call, waiting)).isZero();
    ApiUser.as("carla").request().get(PATH).then().statusCode(200).body("tasks", empty());
    assertThat(before.send("{}").status()).isEqualTo(401);
    changes("bia", "?callId=" + ofBoreal).body("items[0].state", equalTo("writing"));
    assertThat(crm.count("deal_part where deal_id = ?", ofBoreal)).isOne();
    ApiUser.as("bia").request().get(PATH).then().body("tasks.size()", equalTo(1));
    assertThat(beforeOfBoreal.send("{}").status()).isEqualTo(400);
    Webhooks.none("bia");
    RdStation.crm().unsubscribe("crm of aurora");
  }

  @Test
  @DisplayName(
      "CRM-309 who connects another account of the same CRM says so, and leaves what is of the one"
          + " before; who connects the same again keeps it")
  void shouldLeaveTheAccountBefore() {
    // Given
    String ofBoreal = FinishedCalls.newId();
    insert("aurora", call, "waiting");
    insert("boreal", ofBoreal, "waiting");
    Webhooks before = Webhooks.of("carla");

    // When
    RdStation.connect("carla", "crm of aurora");

    // Then
    changes("carla", "?callId=" + call).body("items[0].state", equalTo("waiting"));
    ApiUser.as("carla").request().get(PATH).then().body("tasks.size()", equalTo(2));
    assertThat(before.send("{}").status()).isEqualTo(400);

    // When
    RdAccount account = RdStation.crm().register(RdAccount.create().of("next of aurora"));
    ApiUser.as("carla")
        .request()
        .body(
            Map.of(
                "clientId", account.clientId(),
                "clientSecret", account.clientSecret(),
                "refreshToken", account.refreshToken(),
                "otherAccount", true))
        .put("/api/crm/connection")
        .then()
        .statusCode(200);

    // Then
    changes("carla", "?callId=" + call)
        .body("items[0].state", equalTo("skipped"))
        .body("items[0].reason", equalTo(LeaveOtherDeals.ANOTHER_CRM));
    ApiUser.as("carla").request().get(PATH).then().body("tasks", empty());
    assertThat(before.send("{}").status()).isEqualTo(401);
    changes("bia", "?callId=" + ofBoreal).body("items[0].state", equalTo("waiting"));
    RdStation.crm().unsubscribe("crm of aurora");
  }

  @Test
  @DisplayName("CRM-80 what was done with deals long ago is deleted")
  void shouldDeleteOldChanges() {
    // Given
    String kept = FinishedCalls.newId();
    for (String id : List.of(call, kept)) {
      crm.execute(
          "insert into deal_change (id, tenant, call_id, change_key, kind, state, wish_json,"
              + " told_at, created_at) values (?, 'aurora', ?, 'k', 'task', 'done', '{}', now(),"
              + " now() - make_interval(days => ?))",
          id,
          id,
          id.equals(call) ? 181 : 179);
      crm.execute(
          "insert into deal_part (tenant, deal_id, part, value, call_ended_at, written_at) values"
              + " ('boreal', ?, 'stage', 'x', now(), now() - make_interval(days => ?))",
          id,
          id.equals(call) ? 181 : 179);
    }
    crm.execute(
        "insert into deal_part (tenant, deal_id, part, value, call_ended_at, written_at)"
            + " select 'boreal', ?, 'field:' || n, 'x', now(), now() - interval '181 days'"
            + " from generate_series(1, 1000) n",
        call);

    // When
    purgeChanges.round().await().atMost(Duration.ofSeconds(20));

    // Then
    assertThat(crm.rows("select id from deal_change where id in (?, ?)", call, kept))
        .extracting(row -> row.get("id"))
        .containsExactly(kept);
    assertThat(crm.rows("select deal_id from deal_part where deal_id in (?, ?)", call, kept))
        .extracting(row -> row.get("deal_id"))
        .containsExactly(kept);
  }

  /** A change of a deal, and what we wrote of that deal; ids are those of the call. */
  private void insert(String tenant, String id, String state) {
    crm.execute(
        "insert into deal_change (id, tenant, call_id, change_key, kind, state, wish_json, deal_id,"
            + " told_at, created_at) values (?, ?, ?, 'k', 'task', ?, ?, ?, now(), now())",
        id,
        tenant,
        id,
        state,
        EventJson.write(
            new TaskWish("call", "Ligar", null, Instant.parse("2026-11-10T13:00:00Z"), null)),
        state.equals("planned") ? null : id);
    crm.execute(
        "insert into deal_part (tenant, deal_id, part, value, call_ended_at, written_at) values"
            + " (?, ?, 'stage', 'x', now(), now())",
        tenant,
        id);
  }

  private List<String> tasks() {
    return RdStation.crm().tasks(deal).stream()
        .map(task -> task.getString("name") + " " + task.getString("due_date"))
        .toList();
  }

  /** Whatever was to be done has been. */
  private void awaitDone(String ofCall) {
    await()
        .until(
            () ->
                crm.count("deal_change where call_id = ?", ofCall) > 0
                    && crm.count("deal_change where call_id = ? and ended_at is null", ofCall)
                        == 0);
  }

  private static long failedChanges(String user) {
    return ApiUser.as(user)
        .request()
        .get("/api/crm/sync/health")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getLong("failedChanges");
  }

  private static ValidatableResponse changes(String user, String query) {
    return ApiUser.as(user).request().get(CHANGES + query).then();
  }

  private static ValidatableResponse redrive(String user, String id) {
    return ApiUser.as(user).request().post(CHANGES + "/" + id + "/redrive").then();
  }

  private static ValidatableResponse put(String user, Map<String, ?> mapping) {
    return ApiUser.as(user).request().body(mapping).put(PATH).then();
  }

  private String openDeal(String account) {
    return RdStation.openDeal(account, mobile);
  }

  private Event<?> requested(TenantId tenant, String ofCall, String text, String due, int second) {
    return event(
        tenant,
        ofCall,
        new FollowUpRequested(
            ofCall,
            "agent-1",
            "Ana Souza",
            null,
            null,
            mobile,
            "return",
            "Retornar",
            text,
            Instant.parse(due),
            Instant.parse("2026-11-03T14:06:00Z").plusSeconds(second)));
  }

  private static Event<?> withdrawn(TenantId tenant, String ofCall, int second) {
    return event(
        tenant,
        ofCall,
        new FollowUpWithdrawn(
            ofCall, "lost", Instant.parse("2026-11-03T14:06:00Z").plusSeconds(second)));
  }

  private static <T extends Record> Event<T> event(TenantId tenant, String ofCall, T data) {
    return new Event<>(
        FinishedCalls.newId(),
        "/call-service",
        ofCall,
        Instant.parse("2026-11-03T14:06:33Z"),
        tenant,
        null,
        Topics.CALLS,
        tenant + ":" + ofCall,
        data);
  }
}
