package dev.ramal.crm.messagedays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.fixtures.Throttling;
import dev.ramal.crm.fixtures.WrittenMessages;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class ThrottledDayTest {
  @Inject CloseMessageDays closeMessageDays;

  private final Postgres crm = Postgres.database("crm");
  private final String mobile = FinishedCalls.newMobile();

  @AfterEach
  void clear() {
    RdStation.faults().clear();
    crm.execute("delete from note_settings");
  }

  @Test
  @DisplayName(
      "CRM-298 the note of a day of messages waits as long as the CRM asks, is written once, and"
          + " holds up no other organization")
  void shouldWaitAsLongAsTheCrmAsks() {
    // Given
    String deal = openDeal("carla", "throttled crm of aurora");
    String ofBoreal = openDeal("bia", "throttled crm of boreal");
    Throttling throttling = Throttling.of(deal);
    RdStation.faults()
        .arm(RequestFault.tooMany(2).on("rdstation", "POST", "/deals/" + deal + "/notes"), 1);
    try (TopicProbe topics = TopicProbe.on(Topics.MESSAGES)) {
      topics.send(written(Tenants.AURORA));
      topics.send(written(Tenants.BOREAL));
      await().until(() -> crm.count("message_day where person = ?", mobile) == 2);
    }

    // When
    Instant soon = Instant.now().plusSeconds(1);
    closeMessageDays.close(soon, soon).await().atMost(Duration.ofSeconds(10));
    await().until(() -> RdStation.crm().notes(ofBoreal).size() == 1);
    long before = RdStation.crm().notes(deal).size();
    await().until(() -> RdStation.crm().notes(deal).size() == 1);

    // Then
    assertThat(before).as("another organization's is written meanwhile").isZero();
    await().until(() -> synced() == 2);
    assertThat(throttling.refusals()).isEqualTo(1);
    assertThat(throttling.tooEarly(2)).isEmpty();
    assertThat(throttling.taken("POST")).isEqualTo(1);
  }

  private long synced() {
    return crm.count(
        "activity a join message_day d on d.id = a.subject_id"
            + " where d.person = ? and a.state = 'synced'",
        mobile);
  }

  private Event<?> written(TenantId tenant) {
    return new WrittenMessages(tenant, mobile)
        .accepted(FinishedCalls.newId(), Channel.SMS, "2026-11-03T12:00:00Z", "Bom dia");
  }

  private String openDeal(String admin, String account) {
    RdStation.connect(admin, account);
    ApiUser.as(admin)
        .request()
        .body(Map.of("price", false, "messages", true))
        .put("/api/crm/settings/notes")
        .then()
        .statusCode(200);
    JsonArray phones = new JsonArray().add(new JsonObject().put("phone", mobile));
    String contact =
        RdStation.crm()
            .seed(
                account, "contacts", new JsonObject().put("name", "Marina").put("phones", phones));
    return RdStation.crm()
        .seed(
            account,
            "deals",
            new JsonObject()
                .put("name", "Proposta")
                .put("contact_ids", new JsonArray().add(contact)));
  }
}
