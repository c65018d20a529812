package dev.ramal.crm.timeline;

import static dev.ramal.crm.timeline.TimelineEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.timeline.SseReader.Told;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ContactLinked;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class FollowTimelineTest {
  @Inject TimelineStreams streams;

  private final Postgres crm = Postgres.database("crm");
  private final String contact = FinishedCalls.newId();
  private final String phone = FinishedCalls.newMobile();
  private final TimelineEvents aurora = new TimelineEvents(Tenants.AURORA, phone, "agent-1");
  private final TimelineEvents boreal = new TimelineEvents(Tenants.BOREAL, phone, "agent-2");
  private TopicProbe topics;

  @BeforeEach
  void open() {
    topics = TopicProbe.on(Topics.CALLS);
    link("aurora");
    link("boreal");
  }

  @AfterEach
  void close() {
    topics.close();
  }

  @Test
  @DisplayName(
      "CRM-204 whoever connects again and again is told every change, each once, in one order; two"
          + " organizations")
  void shouldTellEachChangeOnce() {
    // Given
    List<String> messages = new ArrayList<>();
    List<Event<?>> sent = new ArrayList<>();
    List<Told> told = new ArrayList<>();
    String last = null;
    try (SseReader other = SseReader.of("breno", contact, null)) {
      await().until(() -> !other.told().isEmpty());

      // When
      for (int round = 0; round < 5; round++) {
        try (SseReader reader = SseReader.of("ana", contact, last)) {
          await().until(() -> !reader.told().isEmpty());
          for (int i = 0; i < 8; i++) {
            messages.add(FinishedCalls.newId());
            sent.add(aurora.accepted(messages.get(messages.size() - 1), Channel.SMS, NOON, "Oi"));
            topics.send(sent.get(sent.size() - 1));
            sent.add(aurora.delivered(messages.get(messages.size() / 2), Channel.SMS, NOON));
            topics.send(sent.get(sent.size() - 1));
          }
          int least = round;
          await().until(() -> reader.items().size() > least);
          List<Told> some = reader.items().subList(0, round + 1);
          told.addAll(some);
          last = some.get(some.size() - 1).id();
        }
      }
      topics.send(boreal.accepted(FinishedCalls.newId(), Channel.SMS, NOON, "Oi"));
      try (SseReader reader = SseReader.of("ana", contact, last)) {
        awaitApplied(sent);
        Map<String, Integer> now = revisions();
        assertThat(now).hasSize(messages.size());
        await().until(() -> latest(told, reader.items()).equals(now));
        told.addAll(reader.items());
      }
      await().until(() -> messages(other.items()).size() == 1);
      assertThat(messages(other.items())).doesNotContainAnyElementsOf(messages);
    }

    // Then
    assertThat(told.stream().map(event -> position(event).seq()).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  @DisplayName(
      "CRM-205 numbers become visible in their order: what is written beside a slow transaction"
          + " waits for it and is told behind it")
  void shouldTellInTheOrderOfCommits() throws SQLException {
    // Given
    String slow = FinishedCalls.newId();
    String quick = FinishedCalls.newId();
    topics.send(aurora.accepted(FinishedCalls.newId(), Channel.SMS, NOON, "Oi"));
    await().until(() -> crm.count("timeline_item where phone = ?", phone) > 0);
    try (SseReader reader = SseReader.of("ana", contact, null);
        Connection writing = crm.connect();
        Statement statement = writing.createStatement()) {
      await().until(() -> !reader.told().isEmpty());
      writing.setAutoCommit(false);
      statement.execute("update timeline_head set seq = seq + 1 where tenant = 'aurora'");
      statement.execute(
          """
          insert into timeline_item (tenant, interaction, id, type, at, phone, rank, revision, seq,
            detail)
          select 'aurora', 'message:%1$s', 'message:%1$s', 'sms', now(), '%2$s', 0, 0, seq,
            '{"direction":"outbound","status":"accepted","media":0}'
          from timeline_head where tenant = 'aurora'
          """
              .formatted(slow, phone));

      // When
      topics.send(aurora.accepted(quick, Channel.SMS, NOON, "Oi"));
      await().until(this::somebodyWaitsForTheHead);
      int meanwhile = messages(reader.items()).size();
      writing.commit();

      // Then
      assertThat(meanwhile).isZero();
      await().until(() -> messages(reader.items()).size() == 2);
      assertThat(messages(reader.items())).containsExactly(slow, quick);
    }
  }

  @Test
  @DisplayName("CRM-206 a contact that is linked later is told to be read again, also on a resume")
  void shouldTellOfOtherPhones() {
    // Given
    String later = FinishedCalls.newId();
    topics.send(aurora.accepted(FinishedCalls.newId(), Channel.SMS, NOON, "Oi"));
    await().until(() -> crm.count("timeline_item where phone = ?", phone) > 0);
    try (SseReader reader = SseReader.of("ana", later, null)) {
      await().until(() -> reader.told().size() == 1);
      String before = reader.told().get(0).id();

      // When
      crm.execute(
          "insert into contact_link (tenant, phone, contact_id, checked_at)"
              + " values ('aurora', ?, ?, now())",
          phone,
          later);
      topics.send(linked(later));

      // Then
      await().until(() -> reader.told().size() == 2);
      assertThat(reader.told().get(1).name()).isEqualTo(StreamFrame.RELOAD);
      assertThat(ids(read(later))).hasSize(1);
      try (SseReader resumed = SseReader.of("ana", later, before)) {
        await().until(() -> resumed.told().size() == 2);
        assertThat(resumed.told().get(1).name()).isEqualTo(StreamFrame.RELOAD);
      }
    }
  }

  @Test
  @DisplayName("CRM-207 what is told live is what the list shows")
  void shouldTellWhatTheListShows() throws IOException {
    // Given
    String call = FinishedCalls.newId();
    try (SseReader reader = SseReader.of("bruno", contact, null)) {
      await().until(() -> !reader.told().isEmpty());

      // When
      topics.send(aurora.call(call, NOON, 0, "ligar amanhã"));
      topics.send(aurora.cost(call, NOON, 1, "0.21"));

      // Then
      await().until(() -> reader.items().stream().anyMatch(told -> told.data().contains("0.21")));
      Map<String, JsonNode> live = new HashMap<>();
      for (Told told : reader.items()) {
        JsonNode item = EventJson.mapper().readTree(told.data());
        live.put(item.path("id").asText(), item);
      }
      for (JsonNode item :
          ApiUser.as("bruno").read("/api/contacts/" + contact + "/timeline").path("items")) {
        if (!item.path("type").asText().equals("activity")) {
          assertThat(live.get(item.path("id").asText())).isEqualTo(item);
        }
      }
    }
  }

  @Test
  @DisplayName("CRM-208 a reader that does not read is cut off, and keeps nothing here")
  void shouldCutOffWhoDoesNotRead() throws IOException {
    // Given
    crm.execute(
        "insert into timeline_item (tenant, interaction, id, type, at, phone, rank, revision, seq,"
            + " detail) select 'aurora', ? || n, 'call:' || n, 'call', now(), ?, 0, 0, n,"
            + " '{\"direction\":\"outbound\",\"outcome\":\"completed\",\"notes\":\"'"
            + " || repeat('x', 400000) || '\"}' from generate_series(1, 60) n",
        "call:" + contact,
        phone);
    topics.send(aurora.accepted(FinishedCalls.newId(), Channel.SMS, NOON, "Oi"));
    await().until(() -> crm.count("timeline_item where phone = ?", phone) > 60);
    String begin =
        StreamPosition.of(Tenants.AURORA, 0, new TimelineOwner(contact, List.of(phone))).encoded();
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(8_192);
      socket.setSoTimeout(20_000);
      socket.connect(new InetSocketAddress("localhost", RestAssured.port));
      socket
          .getOutputStream()
          .write(
              ("GET /api/contacts/%s/timeline/live?lastEventId=%s HTTP/1.1\r\nHost: x\r\n"
                      + "Authorization: Bearer %s\r\n\r\n")
                  .formatted(contact, begin, Tokens.of("ana"))
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream answer = socket.getInputStream();
      assertThat(answer.read()).isEqualTo('H');

      // When
      await().until(() -> streams.count() == 1);
      await()
          .until(
              () -> {
                streams.cutStalled(Instant.now().plusSeconds(1));
                return streams.count() == 0;
              });

      // Then
      assertThat(read(answer)).isLessThan(20_000_000);
    } finally {
      crm.execute("delete from timeline_item where phone = ?", phone);
    }
  }

  /** How much came until the connection was gone. */
  private static long read(InputStream answer) {
    byte[] some = new byte[65_536];
    long bytes = 0;
    try {
      for (int read = answer.read(some); read >= 0; read = answer.read(some)) {
        bytes += read;
      }
    } catch (IOException reset) {
      return bytes;
    }
    return bytes;
  }

  private boolean somebodyWaitsForTheHead() {
    return crm.count(
            "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
                + " and query like '%timeline_head%'")
        > 0;
  }

  private void awaitApplied(List<Event<?>> sent) {
    String ids = sent.stream().map(Event::id).collect(Collectors.joining(","));
    await()
        .until(
            () ->
                crm.count(
                        "inbox where consumer = 'crm-sync-service.timeline'"
                            + " and event_id = any(string_to_array(?, ','))",
                        ids)
                    == sent.size());
  }

  /** How often each call in the list has changed. */
  private Map<String, Integer> revisions() {
    Map<String, Integer> revisions = new HashMap<>();
    for (JsonNode item :
        ApiUser.as("ana")
            .read("/api/contacts/" + contact + "/timeline?type=sms&limit=200")
            .path("items")) {
      revisions.put(item.path("id").asText(), item.path("revision").asInt());
    }
    return revisions;
  }

  private static Map<String, Integer> latest(List<Told> before, List<Told> now) {
    Map<String, Integer> latest = new HashMap<>();
    for (List<Told> some : List.of(before, now)) {
      for (Told told : some) {
        JsonNode item = json(told);
        if (item.path("type").asText().equals("sms")) {
          latest.put(item.path("id").asText(), item.path("revision").asInt());
        }
      }
    }
    return latest;
  }

  private static List<String> messages(List<Told> told) {
    return told.stream()
        .map(FollowTimelineTest::json)
        .filter(item -> item.path("type").asText().equals("sms"))
        .map(item -> item.path("messageId").asText())
        .toList();
  }

  private static JsonNode json(Told told) {
    try {
      return EventJson.tree(told.data());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static StreamPosition position(Told told) {
    return StreamPosition.decode(Tenants.AURORA, told.id());
  }

  private JsonNode read(String contactId) {
    return ApiUser.as("ana").read("/api/contacts/" + contactId + "/timeline?type=sms");
  }

  private static List<String> ids(JsonNode page) {
    return page.path("items").findValuesAsText("id");
  }

  private static Event<ContactLinked> linked(String contactId) {
    return new Event<>(
        FinishedCalls.newId(),
        "/crm-sync-service",
        contactId,
        NOON,
        Tenants.AURORA,
        null,
        Topics.CRM,
        "aurora:" + contactId,
        new ContactLinked("+5511900000000", contactId, null, null, NOON));
  }

  /** As if the CRM had just been asked, so that it is not. */
  private void link(String tenant) {
    crm.execute(
        "insert into contact_search (tenant, phone, searched_at) values (?, ?, now())",
        tenant,
        phone);
    crm.execute(
        "insert into contact_link (tenant, phone, contact_id, checked_at) values (?, ?, ?, now())",
        tenant,
        phone,
        contact);
  }
}
