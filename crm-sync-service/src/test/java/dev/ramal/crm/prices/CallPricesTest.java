package dev.ramal.crm.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.events.CallCostState;
import dev.ramal.events.Event;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.CallCostChanged;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class CallPricesTest {
  private static final String PATH = "/api/crm/settings/notes";

  private final Postgres crm = Postgres.database("crm");
  private final String call = FinishedCalls.newId();
  private TopicProbe topics;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla");
    RdStation.connect("bia");
  }

  @AfterEach
  void close() {
    topics.close();
    crm.execute("delete from note_settings");
  }

  @Test
  @DisplayName(
      "CRM-142 where the organization wants it a note says what the call costs, as known then")
  void shouldSayWhatTheCallCosts() {
    // Given
    String huge = "9".repeat(30) + ".123456";
    put("carla", Map.of("price", true)).statusCode(200).body("price", equalTo(true));
    List<Event<?>> told = new ArrayList<>();
    told.add(price(Tenants.AURORA, call, 1, "0.21", 0));
    told.add(price(Tenants.AURORA, call, 3, "1234.565", 0));
    told.add(price(Tenants.AURORA, call, 2, "7", 1));
    told.add(price(Tenants.BOREAL, call, 9, huge, 0));
    told.addAll(List.copyOf(told));
    Collections.shuffle(told, new Random(5));

    // When
    told.forEach(topics::send);
    awaitVersion("aurora", call, 3);
    awaitVersion("boreal", call, 9);
    String wanted = note(Tenants.AURORA, call);
    String notWanted = note(Tenants.BOREAL, call);
    topics.send(price(Tenants.AURORA, call, 4, "9", 0));
    awaitVersion("aurora", call, 4);
    Event<?> late = price(Tenants.AURORA, call, 3, "8", 0);
    topics.send(late);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                crm.count(
                        "inbox where consumer = 'crm-sync-service.prices' and event_id = ?",
                        late.id())
                    == 1);

    // Then
    awaitVersion("aurora", call, 4);
    assertThat(wanted).contains("\nCusto: R$ 1.234,56\n");
    assertThat(crm.count("activity where subject_id = ?", call))
        .as("what is told after the note is kept, and is no note of its own")
        .isEqualTo(2);
    assertThat(notWanted).doesNotContain("Custo");
    assertThat(
            crm.value(
                "select price::text from call_price where tenant = 'boreal'" + " and call_id = ?",
                call))
        .isEqualTo(huge);
  }

  @Test
  @DisplayName("CRM-143 a price that is incomplete, unknown or not wanted stands in no note")
  void shouldNotSayWhatIsNotKnown() {
    // Given
    put("carla", Map.of("price", true)).statusCode(200);
    String unknown = FinishedCalls.newId();
    String unwanted = FinishedCalls.newId();
    topics.send(price(Tenants.AURORA, call, 1, "0.21", 1));
    topics.send(price(Tenants.AURORA, unwanted, 1, "0.21", 0));
    awaitVersion("aurora", call, 1);
    awaitVersion("aurora", unwanted, 1);

    // When
    String incomplete = note(Tenants.AURORA, call);
    String untold = note(Tenants.AURORA, unknown);
    put("carla", Map.of("price", false)).statusCode(200);
    String off = note(Tenants.AURORA, unwanted);

    // Then
    assertThat(List.of(incomplete, untold, off))
        .allSatisfy(note -> assertThat(note).contains("Ligação").doesNotContain("Custo"));
  }

  @Test
  @DisplayName(
      "CRM-144 an administrator says what notes tell, and each field that is wrong is named")
  void shouldLetAdministratorsDecide() {
    // Given
    put("carla", Map.of("price", true)).statusCode(200);

    // Then
    get("bruno").statusCode(200).body("price", equalTo(true));
    get("bia").statusCode(200).body("price", equalTo(false));
    get("ana").statusCode(403);
    put("bruno", Map.of("price", false)).statusCode(403);
    put("carla", Map.of()).statusCode(400).body("errors[0].field", equalTo("price"));
    put("carla", Map.of("price", true, "cost", true)).statusCode(400);
    get("carla").body("price", equalTo(true));
  }

  /** The text of the note of a call that ends now. */
  private String note(TenantId tenant, String id) {
    String mobile = FinishedCalls.newMobile();
    String contact = RdStation.crm().addContact("Marina", mobile);
    String deal = RdStation.crm().addDeal("Proposta", contact, "ongoing");
    topics.send(FinishedCalls.ended(tenant, id, mobile, false, 0, 37));
    topics.await(
        "the note of " + id,
        told ->
            told.is(ActivitySynced.class)
                && told.tenant().equals(tenant)
                && id.equals(told.subject()));
    return RdStation.crm().notes(deal).get(0).getString("description");
  }

  private void awaitVersion(String tenant, String id, int version) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                crm.count(
                        "call_price where tenant = ? and call_id = ? and version = ?",
                        tenant,
                        id,
                        version)
                    == 1);
  }

  private static ValidatableResponse put(String user, Map<String, ?> body) {
    return ApiUser.as(user).request().body(body).put(PATH).then();
  }

  private static ValidatableResponse get(String user) {
    return ApiUser.as(user).request().get(PATH).then();
  }

  private static Event<CallCostChanged> price(
      TenantId tenant, String id, int version, String price, int openLines) {
    return new Event<>(
        FinishedCalls.newId(),
        "/billing-service",
        id,
        Instant.parse("2026-11-03T14:06:40Z"),
        tenant,
        null,
        Topics.BILLING,
        tenant.value() + ":" + id,
        new CallCostChanged(
            id,
            version,
            CallCostState.ESTIMATED,
            Money.brl("0.1"),
            Money.brl(price),
            2,
            1,
            openLines,
            Instant.parse("2026-11-03T14:06:40Z")));
  }
}
