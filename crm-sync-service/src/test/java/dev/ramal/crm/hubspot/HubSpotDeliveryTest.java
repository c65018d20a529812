package dev.ramal.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.HubSpot;
import dev.ramal.crm.fixtures.HubSpotLead;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What HubSpot gets. Aurora uses it here, Boreal RD Station. */
@CrmTest
class HubSpotDeliveryTest {
  private static final String PORTAL = "portal of aurora";
  private static final String NOTES = "/objects/2026-09/notes";

  private final String call = FinishedCalls.newId();
  private final Postgres database = Postgres.database("crm");
  private HubSpotLead lead;
  private String mobile;
  private String deal;
  private TopicProbe topics;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    HubSpot.connect("carla", PORTAL);
    lead = HubSpotLead.of(PORTAL);
    mobile = lead.mobile();
    deal = lead.deal();
  }

  @AfterEach
  void clear() {
    RdStation.faults().clear();
    database.execute("delete from match_settings");
    topics.close();
  }

  @Test
  @DisplayName("CRM-212 HubSpot gets a call of its own kind, with times, numbers and outcome")
  void shouldWriteACall() {
    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, true, 0, 37));
    topics.send(FinishedCalls.recorded(Tenants.AURORA, call));

    // Then
    assertThat(topics.await(ActivitySynced.class, call).dealId()).isEqualTo(deal);
    JsonObject written = HubSpot.crm().calls(deal).get(0);
    assertThat(written.getJsonArray("contacts")).containsExactly(lead.contact());
    assertThat(written.getJsonObject("properties").getMap())
        .containsEntry("hs_call_duration", "37000")
        .containsEntry("hs_call_status", "COMPLETED")
        .containsEntry("hs_call_direction", "OUTBOUND")
        .containsEntry("hs_call_from_number", "+551130030001")
        .containsEntry("hs_call_to_number", mobile)
        .containsEntry("hs_timestamp", "2026-11-03T14:05:33Z")
        .containsEntry("hs_call_title", "Ligação realizada: atendida, 37 s")
        .containsEntry("hs_call_external_id", call);
    assertThat(written.getJsonObject("properties").getString("hs_call_body"))
        .contains("<br>Contato: " + mobile + "<br>", "<a href=\"", "rec-" + call)
        .endsWith("<br>Ramal: ligação " + call);
    assertThat(HubSpot.crm().notes(deal)).isEmpty();
  }

  @Test
  @DisplayName("CRM-213 two organizations with two kinds of CRM each write in their own")
  void shouldWriteInTheCrmThatEachOrganizationHas() {
    // Given
    RdStation.connect("bia");
    String other = RdStation.crm().addContact("Marina B.", mobile);
    String ofBoreal = RdStation.crm().addDeal("Proposta", other, "ongoing");
    String second = FinishedCalls.newId();

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 5));
    topics.send(FinishedCalls.ended(Tenants.BOREAL, second, mobile, false, 0, 9));

    // Then
    assertThat(topics.await(ActivitySynced.class, call).dealId()).isEqualTo(deal);
    assertThat(topics.await(ActivitySynced.class, second).dealId()).isEqualTo(ofBoreal);
    assertThat(HubSpot.crm().calls(deal)).singleElement().asString().contains(call);
    assertThat(RdStation.crm().notes(ofBoreal)).singleElement().asString().contains(second);
    names("ana", "Marina");
    names("breno", "Marina B.");
  }

  @Test
  @DisplayName("CRM-217 what follows a call is a note there, and counts as no second call")
  void shouldFollowUpWithANote() {
    // Given
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 0, 37));
    topics.await(ActivitySynced.class, call);
    RdStation.faults().arm(RequestFault.resetAfterAccepting().on("hubspot", "POST", NOTES), 1);

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, mobile, false, 1, 38));
    await()
        .until(
            () ->
                database.execute(
                        "update jobs set due_at = now() where subject = ?"
                            + " and kind = 'write-follow-up'",
                        call)
                    > 0);
    await()
        .until(
            () ->
                database.execute(
                        "update jobs set due_at = now() where subject = ? and state = 'UNKNOWN'",
                        call)
                    == 1);

    // Then
    await().until(() -> synced("follow-up"));
    assertThat(HubSpot.crm().calls(deal)).hasSize(1);
    assertThat(HubSpot.crm().notes(deal))
        .singleElement()
        .asString()
        .contains("Complemento da nota", call);
  }

  @Test
  @DisplayName("CRM-222 whom nobody knows is entered once although the search knows it late")
  void shouldEnterWhomNobodyKnowsOnce() {
    // Given
    HubSpot.crm().searchLag(Duration.ofHours(1));
    String stranger = FinishedCalls.newMobile();
    String second = FinishedCalls.newId();
    match(Map.of("severalDeals", "list", "unknownPeople", "create", "stageId", "qualifiedtobuy"));

    // When
    topics.send(FinishedCalls.ended(Tenants.AURORA, call, stranger, false, 0, 61));
    topics.send(FinishedCalls.ended(Tenants.AURORA, second, stranger, false, 0, 62));

    // Then
    String made = topics.await(ActivitySynced.class, call).dealId();
    assertThat(topics.await(ActivitySynced.class, second).dealId()).isEqualTo(made);
    assertThat(HubSpot.crm().calls(made)).hasSize(2);
    assertThat(HubSpot.crm().records("contacts"))
        .filteredOn(one -> stranger.equals(one.getJsonObject("properties").getString("phone")))
        .hasSize(1);
  }

  private boolean synced(String kind) {
    return database.count(
            "activity where subject_id = ? and state = 'synced' and kind = '" + kind + "'", call)
        == 1;
  }

  private static void match(Map<String, String> settings) {
    ApiUser.as("carla")
        .request()
        .body(settings)
        .put("/api/crm/settings/matching")
        .then()
        .statusCode(200);
  }

  private void names(String user, String name) {
    ApiUser.as(user)
        .request()
        .queryParam("phone", mobile)
        .get("/api/contacts")
        .then()
        .statusCode(200)
        .body("items.name", contains(name))
        .body("items.size()", equalTo(1));
  }
}
