package dev.ramal.crm.messagedays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.crm.fixtures.RdStation;
import dev.ramal.crm.fixtures.WrittenMessages;
import dev.ramal.events.Channel;
import dev.ramal.events.Event;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.Topics;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import io.micrometer.core.instrument.MeterRegistry;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Two organizations that write to the same person, each with a CRM account of its own. */
@CrmTest
class MessageDaysTest {
  private static final String PATH = "/api/crm/settings/notes";
  private static final String NINE = "2026-11-03T12:00:00Z";
  private static final String TEN = "2026-11-03T13:00:00Z";
  private static final String ALMOST_MIDNIGHT = "2026-11-04T02:59:59Z";

  private final Postgres crm = Postgres.database("crm");
  private final String mobile = FinishedCalls.newMobile();
  private final WrittenMessages ofAurora = new WrittenMessages(Tenants.AURORA, mobile);
  private final WrittenMessages ofBoreal = new WrittenMessages(Tenants.BOREAL, mobile);
  private TopicProbe topics;

  @Inject CloseMessageDays closeMessageDays;
  @Inject MeterRegistry metrics;

  @BeforeEach
  void connect() {
    topics = TopicProbe.on(Topics.CRM);
    RdStation.connect("carla", "crm of aurora");
    RdStation.connect("bia", "crm of boreal");
    put("carla", Map.of("price", false, "messages", true)).statusCode(200);
    put("bia", Map.of("price", false, "messages", true)).statusCode(200);
  }

  @AfterEach
  void close() {
    RdStation.faults().clear();
    topics.close();
    crm.execute("delete from note_settings");
  }

  @Test
  @DisplayName(
      "CRM-232 what is written with a person on one day becomes one note when the day is over")
  void shouldNoteADayOnce() {
    // Given
    String dealOfAurora = openDeal("crm of aurora");
    String dealOfBoreal = openDeal("crm of boreal");
    String greeting = FinishedCalls.newId();
    String lost = FinishedCalls.newId();
    String withdrawn = FinishedCalls.newId();
    List<Event<?>> told = new ArrayList<>();
    told.add(ofAurora.accepted(greeting, Channel.SMS, NINE, "Bom dia, segue a proposta"));
    told.add(ofAurora.accepted(greeting, Channel.SMS, NINE, "Bom dia, segue a proposta"));
    told.add(ofAurora.received(FinishedCalls.newId(), Channel.WHATSAPP, TEN, "Obrigada!"));
    told.add(ofAurora.accepted(lost, Channel.WHATSAPP, ALMOST_MIDNIGHT, "Boa noite"));
    told.add(
        ofAurora.failed(
            lost, Channel.WHATSAPP, ALMOST_MIDNIGHT, MessageStatus.UNDELIVERED, "sem WhatsApp"));
    told.add(ofAurora.accepted(withdrawn, Channel.SMS, TEN, "nunca enviada"));
    told.add(ofAurora.failed(withdrawn, Channel.SMS, TEN, MessageStatus.CANCELED, "retirada"));
    told.add(ofBoreal.received(FinishedCalls.newId(), Channel.SMS, TEN, "De outra empresa"));
    told.addAll(List.copyOf(told));
    Collections.shuffle(told, new Random(7));

    // When
    send(told);
    endOfDays();
    endOfDays();

    // Then
    String ofA = day("aurora");
    assertThat(topics.await(ActivitySynced.class, ofA).dealId()).isEqualTo(dealOfAurora);
    assertThat(topics.await(ActivitySynced.class, day("boreal")).dealId()).isEqualTo(dealOfBoreal);
    assertThat(texts(dealOfAurora))
        .containsExactly(
            """
            Mensagens de 03/11/2026 (Brasília): 2 enviadas, 1 recebida, 1 não entregue
            Contato: %s
            Primeira: 09:00, última: 23:59
            09:00 SMS, Ana Souza: Bom dia, segue a proposta
            10:00 WhatsApp, contato: Obrigada!
            23:59 WhatsApp, Ana Souza: Boa noite (não entregue: sem WhatsApp)
            Ramal: mensagens %s\
            """
                .formatted(mobile, ofA));
    assertThat(texts(dealOfBoreal))
        .singleElement()
        .asString()
        .contains("De outra empresa")
        .doesNotContain("Bom dia");
  }

  @Test
  @DisplayName(
      "CRM-233 a day that is not over, or of which something was just heard, has no note yet")
  void shouldWaitForTheEndOfADay() {
    // Given
    openDeal("crm of aurora");
    String today = Instant.now().toString();
    send(List.of(ofAurora.received(FinishedCalls.newId(), Channel.SMS, today, "Hoje")));
    send(List.of(ofAurora.received(FinishedCalls.newId(), Channel.SMS, NINE, "Antes")));

    // When
    closeMessageDays
        .close(Instant.now(), Instant.now().minusSeconds(3600))
        .await()
        .atMost(Duration.ofSeconds(10));
    long heardJustNow = activities();
    endOfDays();

    // Then
    assertThat(heardJustNow).isZero();
    assertThat(activities()).isEqualTo(1);
    assertThat(
            crm.value(
                "select day::text from message_day where person = ? and closed_at is not null",
                mobile))
        .isEqualTo("2026-11-03");
  }

  @Test
  @DisplayName("CRM-234 what is heard of a day after its note becomes one note that follows")
  void shouldFollowOnce() {
    // Given
    String deal = openDeal("crm of aurora");
    String first = FinishedCalls.newId();
    send(List.of(ofAurora.accepted(first, Channel.SMS, NINE, "Bom dia")));
    endOfDays();
    topics.await(ActivitySynced.class, day("aurora"));
    double before = metrics.counter(OpenDayNotes.LATE).count();

    // When
    send(
        List.of(
            ofAurora.failed(first, Channel.SMS, NINE, MessageStatus.UNDELIVERED, "fora da área"),
            ofAurora.received(FinishedCalls.newId(), Channel.SMS, TEN, "Atrasada")));
    topics.await(
        "the note that follows",
        record ->
            record.is(ActivitySynced.class)
                && day("aurora").equals(record.subject())
                && record.data(ActivitySynced.class).subject().equals("messages-follow-up"));
    send(List.of(ofAurora.received(FinishedCalls.newId(), Channel.SMS, TEN, "Tarde demais")));

    // Then
    await().until(() -> metrics.counter(OpenDayNotes.LATE).count() == before + 1);
    assertThat(texts(deal)).hasSize(2);
    assertThat(texts(deal).get(1))
        .startsWith("Complemento das mensagens de 03/11/2026")
        .contains("09:00 SMS, Ana Souza: Bom dia (não entregue: fora da área)")
        .contains("10:00 SMS, contato: Atrasada");
  }

  @Test
  @DisplayName(
      "CRM-235 a CRM that fails gets the note of a day once, also where a process died over it")
  void shouldNoteADayOnceWhateverTheCrmDoes() {
    // Given
    String deal = openDeal("crm of aurora");
    RdStation.faults().arm(RequestFault.status(503).on("rdstation", "GET", "/contacts"), 1);
    send(List.of(ofAurora.accepted(FinishedCalls.newId(), Channel.SMS, NINE, "Bom dia")));

    endOfDays();
    topics.await(ActivitySynced.class, day("aurora"));

    // When
    crm.execute(
        "update activity set state = 'writing', note_id = null, settled_at = null"
            + " where subject_id = ?",
        day("aurora"));
    crm.execute(
        "update jobs set state = 'RUNNING', finished_at = null,"
            + " due_at = now() - interval '1 s' where subject = ?",
        day("aurora"));

    // Then
    await()
        .until(
            () ->
                crm.count("activity where subject_id = ? and state = 'synced'", day("aurora"))
                    == 1);
    assertThat(texts(deal)).hasSize(1);
  }

  @Test
  @DisplayName("CRM-236 messages are kept and noted only where the organization wants it")
  void shouldAskTheOrganization() {
    // Given
    put("carla", Map.of("price", true)).statusCode(200).body("messages", equalTo(true));
    put("bia", Map.of("price", false, "messages", false)).statusCode(200);

    // When
    send(
        List.of(
            ofAurora.accepted(FinishedCalls.newId(), Channel.SMS, NINE, "Sim"),
            ofBoreal.accepted(FinishedCalls.newId(), Channel.SMS, NINE, "Não")));
    put("carla", Map.of("price", true, "messages", false)).body("messages", equalTo(false));
    endOfDays();

    // Then
    assertThat(
            crm.count(
                "day_message m join message_day d on d.id = m.day_id where d.person = ?", mobile))
        .as("of the one that wanted it then")
        .isEqualTo(1);
    assertThat(activities()).as("nobody wants it any more").isZero();
    ApiUser.as("carla")
        .request()
        .get(PATH)
        .then()
        .body("price", equalTo(true))
        .body("messages", equalTo(false));
  }

  @Test
  @DisplayName("CRM-80 a day of messages that was left alone for long is deleted with its texts")
  void shouldDeleteOldDays() {
    // Given
    send(
        List.of(
            ofAurora.accepted(FinishedCalls.newId(), Channel.SMS, NINE, "Velha"),
            ofBoreal.accepted(FinishedCalls.newId(), Channel.SMS, NINE, "Nova")));
    String old = day("aurora");
    crm.execute("update message_day set heard_at = now() - interval '181 days' where id = ?", old);

    // When
    closeMessageDays.round().await().atMost(Duration.ofSeconds(20));

    // Then
    assertThat(crm.count("message_day where person = ?", mobile)).isEqualTo(1);
    assertThat(crm.count("day_message where day_id = ?", old)).isZero();
    assertThat(crm.count("day_message where day_id = ?", day("boreal"))).isEqualTo(1);
  }

  private void send(List<Event<?>> told) {
    told.forEach(topics::send);
    String ids = told.stream().map(Event::id).distinct().collect(Collectors.joining(","));
    long all = told.stream().map(Event::id).distinct().count();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                crm.count(
                        "inbox where consumer = 'crm-sync-service.messages' and event_id ="
                            + " any(string_to_array(?, ','))",
                        ids)
                    == all);
  }

  /** All that is over now, whenever something was heard of it. */
  private void endOfDays() {
    Instant soon = Instant.now().plusSeconds(1);
    closeMessageDays.close(soon, soon).await().atMost(Duration.ofSeconds(10));
  }

  private String day(String tenant) {
    return (String)
        crm.value(
            "select id from message_day where tenant = ? and person = ? and day = '2026-11-03'",
            tenant,
            mobile);
  }

  private long activities() {
    return crm.count(
        "activity a join message_day d on d.id = a.subject_id where d.person = ?", mobile);
  }

  private static List<String> texts(String deal) {
    return RdStation.crm().notes(deal).stream().map(note -> note.getString("description")).toList();
  }

  private String openDeal(String account) {
    return RdStation.openDeal(account, mobile);
  }

  private static ValidatableResponse put(String user, Map<String, Boolean> settings) {
    return ApiUser.as(user).request().body(settings).put(PATH).then();
  }
}
