package dev.ramal.messaging.facts;

import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageDelivered;
import dev.ramal.events.messages.MessageRead;
import dev.ramal.events.messages.MessageReceived;
import dev.ramal.events.messages.MessageSent;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.messaging.fixtures.StoredMessages;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class FactSetsTest {
  private static final Postgres DATABASE = Postgres.database("messaging");
  private static final List<TenantId> ORGANIZATIONS =
      List.of(Tenants.AURORA, Tenants.BOREAL, TenantId.of("cedro"));
  private static final int MESSAGES_OF_EACH = 25;
  private static final int CONTACTS_OF_EACH = 10;
  private static final Instant AT = Instant.parse("2026-03-02T15:00:00Z");

  /** Postgres takes no such text. */
  private static final String NOT_STORABLE = "SM\u0000";

  @Test
  @DisplayName("MSG-33 facts of three organizations, shuffled, repeated and one poison, in sets")
  void shouldEndAsOneByOneWhateverASetHolds() {
    // Given
    List<String> messages = new ArrayList<>();
    List<Event<?>> facts = new ArrayList<>();
    for (TenantId tenant : ORGANIZATIONS) {
      for (int i = 0; i < MESSAGES_OF_EACH; i++) {
        facts.addAll(receipts(tenant, i, messages));
      }
      for (int i = 0; i < CONTACTS_OF_EACH; i++) {
        facts.addAll(answers(tenant, contact(tenant, i)));
      }
    }
    facts.addAll(facts.subList(0, facts.size() / 3));
    Collections.shuffle(facts, new Random(11));
    String victim = StoredMessages.beingSent(Tenants.AURORA, null);
    Event<?> poison = receipt(Tenants.AURORA, victim, victim, NOT_STORABLE, MessageStatus.SENT);
    facts.add(facts.size() / 2, poison);
    try (TopicProbe probe =
        TopicProbe.on(Topics.MESSAGES, Topics.MESSAGE_FACTS + ".messaging-service_retry_1000")) {
      // When
      facts.forEach(probe::send);
      // Then
      long known = facts.stream().map(Event::id).distinct().count() - 1;
      patiently().until(() -> remembered(facts) == known);
      assertThat(messages).allSatisfy(id -> assertThat(StoredMessages.state(id)).isEqualTo("READ"));
      assertThat(StoredMessages.state(victim)).isEqualTo("SENDING");
      for (TenantId tenant : ORGANIZATIONS) {
        for (int i = 0; i < CONTACTS_OF_EACH; i++) {
          assertThat(thread(tenant, contact(tenant, i)))
              .isEqualTo("3 true " + AT.plusSeconds(2).getEpochSecond());
        }
      }
      patiently().until(() -> texts(probe) == 3L * 3 * CONTACTS_OF_EACH);
      for (Class<? extends Record> type :
          List.of(MessageSent.class, MessageDelivered.class, MessageRead.class)) {
        assertThat(told(probe, type))
            .filteredOn(messages::contains)
            .containsExactlyInAnyOrderElementsOf(messages);
      }
      patiently()
          .untilAsserted(
              () -> assertThat(probe.all()).filteredOn(r -> r.id().equals(poison.id())).hasSize(1));
    }
  }

  @Test
  @DisplayName(
      "MSG-34 sets that cross the same messages in opposite order wait, and none deadlocks")
  void shouldNotDeadlockWhereSetsCross() {
    // Given
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      messages.add(StoredMessages.beingSent(ORGANIZATIONS.get(i % 3), "SM" + UUID.randomUUID()));
    }
    List<List<Event<?>>> lanes = new ArrayList<>();
    for (int lane = 0; lane < 4; lane++) {
      lanes.add(new ArrayList<>());
      for (int round = 0; round < 8; round++) {
        List<String> order = new ArrayList<>(messages);
        Collections.shuffle(order, new Random(lane * 100 + round));
        for (String id : order) {
          TenantId tenant = ORGANIZATIONS.get(messages.indexOf(id) % 3);
          MessageStatus status = MessageStatus.values()[(lane + round) % 4];
          lanes.get(lane).add(receipt(tenant, "lane-" + lane, id, "SM" + id, status));
        }
      }
    }
    long before = deadlocks();
    // When
    lanes.stream()
        .map(lane -> CompletableFuture.runAsync(() -> send(lane)))
        .toList()
        .forEach(CompletableFuture::join);
    // Then
    for (List<Event<?>> lane : lanes) {
      patiently().until(() -> remembered(lane) == lane.size());
    }
    assertThat(deadlocks()).isEqualTo(before);
  }

  @Test
  @DisplayName("MSG-300 facts on either topic, in any order and repeated on the other, count once")
  void shouldCountEachFactOnceOnWhicheverTopicItComes() {
    // Given
    List<String> messages = new ArrayList<>();
    List<Event<?>> facts = new ArrayList<>();
    for (TenantId tenant : ORGANIZATIONS) {
      for (int i = 0; i < MESSAGES_OF_EACH; i++) {
        facts.addAll(receipts(tenant, i, messages));
      }
      facts.addAll(answers(tenant, contact(tenant, MESSAGES_OF_EACH)));
    }
    List<Event<?>> told = new ArrayList<>(facts);
    facts.forEach(fact -> told.add(bulk(fact)));
    Collections.shuffle(told, new Random(300));
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      // When
      told.forEach(probe::send);
      // Then
      patiently().until(() -> remembered(facts) == facts.size());
      assertThat(messages).allSatisfy(id -> assertThat(StoredMessages.state(id)).isEqualTo("READ"));
      for (TenantId tenant : ORGANIZATIONS) {
        assertThat(thread(tenant, contact(tenant, MESSAGES_OF_EACH)))
            .isEqualTo("3 true " + AT.plusSeconds(2).getEpochSecond());
      }
      patiently().until(() -> texts(probe) == 3L * ORGANIZATIONS.size());
      for (Class<? extends Record> type :
          List.of(MessageSent.class, MessageDelivered.class, MessageRead.class)) {
        patiently()
            .untilAsserted(
                () ->
                    assertThat(told(probe, type))
                        .filteredOn(messages::contains)
                        .containsExactlyInAnyOrderElementsOf(messages));
      }
    }
  }

  /** The same, as the gateway publishes it of an organization that sends more than its share. */
  private static Event<?> bulk(Event<?> fact) {
    return fact.on(Topics.bulk(fact.topic()));
  }

  /** What the events of this type are about. */
  private static List<String> told(TopicProbe probe, Class<? extends Record> type) {
    return ORGANIZATIONS.stream()
        .flatMap(tenant -> probe.all(tenant, type).stream())
        .map(ReceivedRecord::subject)
        .toList();
  }

  private static long texts(TopicProbe probe) {
    return ORGANIZATIONS.stream()
        .flatMap(tenant -> probe.all(tenant, MessageReceived.class).stream())
        .filter(event -> event.json().contains("texto "))
        .count();
  }

  private static void send(List<Event<?>> facts) {
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGE_FACTS)) {
      facts.forEach(probe::send);
    }
  }

  /** By our id, by the carrier's, or by the carrier's as another receipt has told it. */
  private static List<Event<?>> receipts(TenantId tenant, int i, List<String> messages) {
    String sid = "SM" + UUID.randomUUID();
    String id = StoredMessages.beingSent(tenant, i % 3 == 2 ? null : sid);
    messages.add(id);
    String named = i % 3 == 0 ? id : null;
    return List.of(
        receipt(tenant, id, id, sid, MessageStatus.SENT),
        receipt(tenant, sid, named, sid, MessageStatus.DELIVERED),
        receipt(tenant, id, id, sid, MessageStatus.UNDELIVERED),
        receipt(tenant, sid, named, sid, MessageStatus.READ));
  }

  private static Event<?> receipt(
      TenantId tenant, String key, String id, String carrierId, MessageStatus status) {
    return fact(
        tenant,
        key,
        UUID.randomUUID().toString(),
        GatewayFacts.status(StoredMessages.carrier(tenant), id, carrierId, status));
  }

  /** Three texts of one contact, the last of which is told once more under another event id. */
  private static List<Event<?>> answers(TenantId tenant, String contact) {
    Organization organization = Organization.of(tenant);
    String carrier = StoredMessages.carrier(tenant).wire();
    List<Event<?>> told = new ArrayList<>();
    for (int i : new int[] {0, 1, 2, 2}) {
      told.add(
          fact(
              tenant,
              contact,
              UUID.randomUUID().toString(),
              GatewayFacts.through(
                  organization,
                  carrier,
                  GatewayFacts.received(
                      Channel.SMS,
                      "SM" + contact + i,
                      contact,
                      organization.ours(carrier),
                      "texto " + i,
                      null,
                      AT.plusSeconds(i)))));
    }
    return told;
  }

  private static String contact(TenantId tenant, int i) {
    return "+5521%d%07d%d".formatted(9, ORGANIZATIONS.indexOf(tenant) * 1000 + i, 7);
  }

  private static String thread(TenantId tenant, String contact) {
    return DATABASE
        .rows(
            "select count(*) || ' ' || (last_inbound_at = last_message_at) || ' ' ||"
                + " extract(epoch from last_inbound_at)::bigint as told from conversation c"
                + " join message m on m.tenant = c.tenant and m.conversation_id = c.id"
                + " where c.tenant = ? and contact = ? group by c.tenant, c.id",
            tenant.value(),
            contact)
        .stream()
        .map(row -> (String) row.get("told"))
        .collect(Collectors.joining("; "));
  }

  private static long remembered(List<Event<?>> events) {
    return DATABASE.count(
        "inbox where event_id = any(string_to_array(?, ','))",
        events.stream().map(Event::id).distinct().collect(Collectors.joining(",")));
  }

  private static long deadlocks() {
    return (long)
        DATABASE.value("select deadlocks from pg_stat_database where datname = current_database()");
  }
}
