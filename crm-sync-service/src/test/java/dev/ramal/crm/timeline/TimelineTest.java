package dev.ramal.crm.timeline;

import static dev.ramal.crm.timeline.TimelineEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two organizations that have to do with the same person, of whom both CRMs know the same id. */
@CrmTest
class TimelineTest {
  @Inject PurgeTimeline purgeTimeline;

  private final Postgres crm = Postgres.database("crm");
  private final String contact = FinishedCalls.newId();
  private final String phone = FinishedCalls.newMobile();
  private final TimelineEvents aurora = new TimelineEvents(Tenants.AURORA, phone, "agent-1");
  private final TimelineEvents boreal = new TimelineEvents(Tenants.BOREAL, phone, "agent-2");
  private TopicProbe topics;

  @BeforeEach
  void open() {
    topics = TopicProbe.on(Topics.CALLS);
    knows(Tenants.AURORA, phone);
    knows(Tenants.BOREAL, phone);
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  @DisplayName(
      "CRM-199 everything that was with a contact is one list, newest first, of all its phones and"
          + " from before it was known, whatever stands between; two organizations")
  void shouldMergeEverything() {
    // Given
    String c1 = FinishedCalls.newId();
    String m1 = FinishedCalls.newId();
    String m2 = FinishedCalls.newId();
    String c2 = FinishedCalls.newId();
    String other = FinishedCalls.newMobile();
    String named = FinishedCalls.newId();
    List<Event<?>> told = new ArrayList<>();
    told.add(aurora.inbound(c1, NOON));
    told.add(aurora.voicemail(c1, NOON.plusSeconds(20)));
    told.add(aurora.recorded(c1, NOON.plusSeconds(60)));
    told.add(aurora.cost(c1, NOON.plusSeconds(70), 1, "0.20"));
    told.add(aurora.cost(c1, NOON.plusSeconds(90), 2, "0.21"));
    told.add(aurora.failed(c1, NOON.plusSeconds(100)));
    // After whatever the service itself may tell of the call meanwhile.
    told.add(aurora.synced(c1, Instant.now().plusSeconds(3600)));
    told.add(aurora.accepted(m1, Channel.SMS, NOON.plusSeconds(200), "Bom dia"));
    told.add(aurora.delivered(m1, Channel.SMS, NOON.plusSeconds(200)));
    told.add(aurora.received(m2, Channel.WHATSAPP, NOON.plusSeconds(300), "Oi", m1));
    told.add(
        new TimelineEvents(Tenants.AURORA, other, "agent-1")
            .call(c2, NOON.plusSeconds(400), 0, null));
    told.add(
        new TimelineEvents(Tenants.AURORA, FinishedCalls.newMobile(), "agent-1")
            .callWith(contact, named, NOON.plusSeconds(500)));
    told.add(boreal.call(c1, NOON, 0, "de outra empresa"));
    told.add(boreal.recorded(c1, NOON.plusSeconds(60)));
    told.addAll(List.copyOf(told));
    Collections.shuffle(told, new Random(7));
    Event<?> poison = aurora.call("call\u0000", NOON, 0, null);
    told.add(told.size() / 2, poison);
    TopicProbe retried = TopicProbe.on(Topics.CALLS + ".crm-sync-service-timeline_retry_1000");

    knows(Tenants.AURORA, other);

    // When
    told.forEach(topics::send);
    awaitApplied(told, poison);
    List<String> beforeTheLink = idsBut(read("carla", contact, ""), c1);
    link(Tenants.AURORA, contact, phone);
    link(Tenants.AURORA, contact, other);
    link(Tenants.AURORA, contact + "-2", phone);
    link(Tenants.BOREAL, contact, phone);

    // Then
    List<String> whole =
        List.of(
            "call:" + named,
            "call:" + c2,
            "message:" + m2,
            "message:" + m1,
            "activity:" + c1 + ":call",
            "cost:" + c1,
            "recording:rec-" + c1,
            "voicemail:" + c1 + ":RE-" + c1,
            "call:" + c1);
    await()
        .untilAsserted(() -> assertThat(idsBut(read("carla", contact, ""), c1)).isEqualTo(whole));
    assertThat(beforeTheLink).isSubsetOf("call:" + named);
    assertThat(idsBut(read("carla", contact + "-2", ""), c1))
        .isEqualTo(whole.subList(2, whole.size()));
    assertThat(idsBut(read("bia", contact, ""), "none"))
        .containsExactly("recording:rec-" + c1, "call:" + c1);
    assertThat(ids(read("carla", contact, "?type=call")))
        .containsExactly("call:" + named, "call:" + c2, "call:" + c1);
    assertThat(ids(read("carla", contact, "?type=whatsapp"))).containsExactly("message:" + m2);
    JsonNode items = read("carla", contact, "?type=cost").path("items");
    assertThat(items.get(0).at("/cost/price/amount").asText()).isEqualTo("0.210000");
    assertThat(items.get(0).path("at").asText()).isEqualTo("2026-11-20T12:01:10Z");
    assertThat(read("carla", contact, "?type=sms").at("/items/0/message/status").asText())
        .isEqualTo("delivered");
    // Beside it stands what became of the other calls' notes here.
    assertThat(read("carla", contact, "?type=activity").path("items"))
        .filteredOn(item -> item.path("id").asText().equals("activity:" + c1 + ":call"))
        .singleElement()
        .satisfies(item -> assertThat(item.at("/activity/synced").asBoolean()).isTrue());
  }

  @Test
  @DisplayName("CRM-200 a cursor leads on while newer items arrive and what was read is corrected")
  void shouldKeepItsPlace() {
    // Given
    link(Tenants.AURORA, contact, phone);
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      messages.add(0, FinishedCalls.newId());
      topics.send(aurora.accepted(messages.get(0), Channel.SMS, NOON.plusSeconds(i / 2), "Oi"));
    }
    awaitMessages(5);

    // When
    List<String> seen = new ArrayList<>();
    String next = "";
    for (int page = 0; page < 3; page++) {
      JsonNode read = read("ana", contact, "?type=sms&limit=2" + next);
      seen.addAll(ids(read));
      next = "&cursor=" + read.path("next").asText();
      topics.send(
          aurora.accepted(FinishedCalls.newId(), Channel.SMS, NOON.plusSeconds(60 + page), "Oi"));
      topics.send(
          aurora.delivered(messages.get(page), Channel.SMS, NOON.plusSeconds(2 - (page + 1) / 2)));
      awaitMessages(6 + page);
    }

    // Then
    assertThat(seen)
        .hasSize(5)
        .doesNotHaveDuplicates()
        .containsAll(messages.stream().map(id -> "message:" + id).toList());
  }

  @Test
  @DisplayName(
      "CRM-201 who sees only own records is told that others wrote and recorded, not what; costs"
          + " are shown as in billing")
  void shouldShowWhatEachMaySee() {
    // Given
    String own = FinishedCalls.newId();
    String others = FinishedCalls.newId();
    String call = FinishedCalls.newId();
    TimelineEvents ana = new TimelineEvents(Tenants.AURORA, phone, subjectOf("ana"));
    link(Tenants.AURORA, contact, phone);
    topics.send(ana.accepted(own, Channel.SMS, NOON, "de Ana"));
    topics.send(aurora.accepted(others, Channel.SMS, NOON.plusSeconds(1), "de outra pessoa"));
    topics.send(aurora.call(call, NOON.plusSeconds(2), 0, "ligar amanhã"));
    topics.send(aurora.recorded(call, NOON.plusSeconds(3)));
    topics.send(aurora.cost(call, NOON.plusSeconds(4), 1, "0.21"));
    awaitItems(Tenants.AURORA, call, 3);
    await().until(() -> ids(read("ana", contact, "?type=sms")).size() == 2);

    // Then
    JsonNode seenByAna = read("ana", contact, "?type=sms").path("items");
    assertThat(seenByAna.get(0).path("contentHidden").asBoolean()).isTrue();
    assertThat(seenByAna.get(0).at("/message/body").isNull()).isTrue();
    assertThat(seenByAna.get(1).at("/message/body").asText()).isEqualTo("de Ana");
    assertThat(read("vera", contact, "?type=sms").at("/items/0/message/body").asText())
        .isEqualTo("de outra pessoa");
    JsonNode callSeenByAna = read("ana", contact, "?type=call").at("/items/0");
    assertThat(callSeenByAna.at("/call/notes").asText()).isEqualTo("ligar amanhã");
    assertThat(callSeenByAna.path("contentHidden").asBoolean()).isFalse();
    assertThat(read("ana", contact, "?type=recording").at("/items/0/recording/mediaPath").isNull())
        .isTrue();
    assertThat(ids(read("ana", contact, "?type=all"))).doesNotContain("cost:" + call);
    assertThat(ids(read("bruno", contact, "?type=all"))).contains("cost:" + call);
    assertThat(read("bruno", contact, "?type=cost").at("/items/0/cost/cost").isNull()).isTrue();
    assertThat(read("carla", contact, "?type=cost").at("/items/0/cost/cost/amount").asText())
        .isEqualTo("0.070000");
    get("ana", contact, "?type=cost").statusCode(403).body("code", endsWith("-0015"));
    get("vera", contact, "?type=cost").statusCode(403);
    get("davi", contact, "").statusCode(403);
    get("olga", contact, "").statusCode(403);
  }

  @Test
  @DisplayName("CRM-202 what is asked wrongly is named; a contact of nobody's has nothing")
  void shouldNameWhatIsWrong() {
    // Then
    get("ana", contact, "?type=fax")
        .statusCode(400)
        .body("code", endsWith("-0013"))
        .body("errors[0].field", equalTo("type"))
        .body("errors[0].allowed", hasItems("all", "call", "voicemail", "cost"));
    get("ana", contact, "?limit=0").statusCode(400).body("code", equalTo("RAMAL-0431"));
    get("ana", contact, "?cursor=x").statusCode(400).body("code", equalTo("RAMAL-0432"));
    get("ana", "a%20b", "").statusCode(400);
    get("ana", contact, "").statusCode(200).body("items", empty());
    get("ana", contact, "/live?lastEventId=x")
        .statusCode(400)
        .body("code", endsWith("-0014"))
        .body("errors[0].field", equalTo("Last-Event-ID"));
    get("davi", contact, "/live").statusCode(403);
  }

  @Test
  @DisplayName(
      "CRM-203 what was long ago is deleted, of every organization, and does not come back")
  void shouldForget() {
    // Given
    Instant old = Instant.now().minus(Duration.ofDays(364));
    String call = FinishedCalls.newId();
    String young = FinishedCalls.newId();
    for (TimelineEvents of : List.of(aurora, boreal)) {
      topics.send(of.call(call, old, 0, null));
      topics.send(of.call(young, NOON, 0, null));
      awaitItems(of.tenant(), call, 1);
      awaitItems(of.tenant(), young, 1);
    }
    crm.execute(
        "update timeline_item set at = at - interval '2 days' where id = ?", "call:" + call);

    // When
    purgeTimeline.purge().await().atMost(Duration.ofSeconds(20));
    topics.send(aurora.call(call, old.minus(Duration.ofDays(2)), 1, null));
    String later = FinishedCalls.newId();
    topics.send(aurora.call(later, NOON, 0, null));
    awaitItems(Tenants.AURORA, later, 1);

    // Then
    assertThat(crm.count("timeline_item where id = ?", "call:" + call)).isZero();
    assertThat(crm.count("timeline_item where id = ?", "call:" + young)).isEqualTo(2);
  }

  /** So that the CRM is not asked who has the phone, and what is linked here stays. */
  private void knows(TenantId tenant, String of) {
    crm.execute(
        "insert into contact_search (tenant, phone, searched_at) values (?, ?, now())",
        tenant.value(),
        of);
  }

  private void awaitApplied(List<Event<?>> told, Event<?> poison) {
    List<String> ids =
        told.stream().map(Event::id).filter(id -> !id.equals(poison.id())).distinct().toList();
    await()
        .until(
            () ->
                crm.count(
                        "inbox where consumer = 'crm-sync-service.timeline'"
                            + " and event_id = any(string_to_array(?, ','))",
                        String.join(",", ids))
                    == ids.size());
  }

  private void link(TenantId tenant, String contactId, String of) {
    crm.execute(
        "insert into contact_link (tenant, phone, contact_id, checked_at) values (?, ?, ?, now())",
        tenant.value(),
        of,
        contactId);
  }

  private void awaitItems(TenantId tenant, String call, int count) {
    await()
        .until(
            () ->
                crm.count(
                        "timeline_item where tenant = ? and interaction = ? and phone is not null",
                        tenant.value(),
                        "call:" + call)
                    >= count);
  }

  private void awaitMessages(int count) {
    await().until(() -> ids(read("ana", contact, "?type=sms")).size() == count);
  }

  private static JsonNode read(String user, String contactId, String query) {
    return ApiUser.as(user).read("/api/contacts/" + contactId + "/timeline" + query);
  }

  private static List<String> ids(JsonNode page) {
    return StreamSupport.stream(page.path("items").spliterator(), false)
        .map(item -> item.path("id").asText())
        .toList();
  }

  /** Without what became of the calls' notes here, but for that of one call. */
  private static List<String> idsBut(JsonNode page, String call) {
    return ids(page).stream()
        .filter(id -> !id.startsWith("activity:") || id.equals("activity:" + call + ":call"))
        .toList();
  }

  private static ValidatableResponse get(String user, String contactId, String query) {
    return ApiUser.as(user)
        .request()
        .urlEncodingEnabled(false)
        .get("/api/contacts/" + contactId + "/timeline" + query)
        .then();
  }

  private static String subjectOf(String user) {
    String claims = Tokens.of(user).split("\\.")[1];
    String json = new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
    return json.replaceFirst("(?s).*\"sub\"\\s*:\\s*\"([^\"]+)\".*", "$1");
  }
}
