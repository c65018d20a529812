package dev.ramal.crm.timeline;

import static dev.ramal.crm.timeline.TimelineEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What messages cost, of two organizations whose messages have one id. */
@CrmTest
class MessageCostsTest {
  private final Postgres crm = Postgres.database("crm");
  private final String contact = FinishedCalls.newId();
  private final String phone = FinishedCalls.newMobile();
  private final String sms = FinishedCalls.newId();
  private final TimelineEvents aurora = new TimelineEvents(Tenants.AURORA, phone, "agent-1");
  private final TimelineEvents boreal = new TimelineEvents(Tenants.BOREAL, phone, "agent-2");

  @Test
  @DisplayName(
      "CRM-290 what a message costs stands in the timeline and is told live, late, twice and out"
          + " of order; two organizations")
  void shouldShowWhatAMessageCosts() {
    // Given
    for (String tenant : List.of("aurora", "boreal")) {
      crm.execute(
          "insert into contact_link (tenant, phone, contact_id, checked_at) values (?, ?, ?,"
              + " now())",
          tenant,
          phone,
          contact);
    }
    Event<?> first = aurora.messageCost(sms, NOON.plusSeconds(5), 1, "0.30");
    Event<?> last = aurora.messageCost(sms, NOON.plusSeconds(9), 4, "0.60");

    // When
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING);
        SseReader reader = SseReader.of("carla", contact, null);
        SseReader sales = SseReader.of("ana", contact, null)) {
      await().until(() -> !reader.told().isEmpty() && !sales.told().isEmpty());
      topics.send(last);
      topics.send(boreal.messageCost(sms, NOON.plusSeconds(7), 2, "0.90"));
      await().until(() -> crm.count("timeline_item where interaction = ?", "message:" + sms) == 2);
      topics.send(aurora.accepted(sms, Channel.SMS, NOON, "Bom dia"));
      topics.send(boreal.accepted(sms, Channel.SMS, NOON, "Bom dia"));
      await().until(() -> crm.count("timeline_item where phone = ?", phone) == 4);
      topics.send(first);
      topics.send(last);
      await().until(() -> read("carla", "").at("/items/0/revision").asInt() == 2);

      // Then
      await().until(() -> reader.items().stream().anyMatch(told -> isCost(told, 2)));
      await().until(() -> !sales.items().isEmpty());
      assertThat(sales.items()).noneMatch(told -> told.data().contains("cost:"));
    }
    JsonNode cost = read("carla", "?type=cost").path("items").get(0);
    assertThat(cost.path("id").asText()).isEqualTo("cost:message:" + sms);
    assertThat(cost.path("at").asText()).isEqualTo("2026-11-20T12:00:05Z");
    assertThat(cost.path("messageId").asText()).isEqualTo(sms);
    assertThat(cost.path("callId").isNull()).isTrue();
    assertThat(cost.at("/cost/price/amount").asText()).isEqualTo("0.600000");
    assertThat(cost.at("/cost/cost/amount").asText()).isEqualTo("0.040000");
    assertThat(read("bruno", "?type=cost").at("/items/0/cost/cost").isNull()).isTrue();
    assertThat(ids(read("carla", ""))).containsExactly("cost:message:" + sms, "message:" + sms);
    assertThat(ids(read("ana", ""))).containsExactly("message:" + sms);
    assertThat(read("bia", "?type=cost").at("/items/0/cost/price/amount").asText())
        .isEqualTo("0.900000");
  }

  private static boolean isCost(SseReader.Told told, int revision) {
    return told.data().contains("\"cost:message:")
        && told.data().contains("0.600000")
        && told.data().contains("\"revision\":" + revision);
  }

  private JsonNode read(String user, String query) {
    return ApiUser.as(user).read("/api/contacts/" + contact + "/timeline" + query);
  }

  private static List<String> ids(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(item -> item.path("id").asText())
        .toList();
  }
}
