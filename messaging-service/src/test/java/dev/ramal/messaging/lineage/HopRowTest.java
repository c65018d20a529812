package dev.ramal.messaging.lineage;

import static dev.ramal.messaging.lineage.LineageEvents.BEGUN;
import static dev.ramal.messaging.lineage.LineageEvents.headers;
import static dev.ramal.messaging.lineage.LineageEvents.record;
import static dev.ramal.messaging.lineage.LineageEvents.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.EventContracts;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventTypes;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HopRowTest {
  /** What the golden samples say of people. */
  private static final List<String> PERSONAL =
      List.of(
          "11987654321",
          "1130030001",
          "1187654321",
          "84729103348571620033",
          "Marina",
          "Ana Souza",
          "tudo certo",
          "Ligar antes",
          "Acácias",
          "CallStatus",
          "client:ana",
          "proposta");

  /** They tell of no one thing: of an organization's carrier, CRM or list. */
  private static final List<String> BY_THEMSELVES =
      List.of(
          "dev.ramal.alerts.AlertResolved",
          "dev.ramal.calls.BlocklistImported",
          "dev.ramal.calls.CarrierDegraded",
          "dev.ramal.calls.CarrierRecovered",
          "dev.ramal.crm.ReconnectRequired");

  static Stream<String> types() {
    return EventTypes.all().stream()
        .map(EventTypes::typeOf)
        .filter(type -> LineageTopics.origin(Topics.of(type)).isPresent());
  }

  @ParameterizedTest
  @MethodSource("types")
  @DisplayName("MSG-521 of no event anything personal is in its row: numbers as keyed hashes only")
  void shouldKeepNothingPersonal(String type) {
    // Given: the gateway puts a contact's number into the envelope of what it has no id for
    Map<String, String> headers = headers(type, "e-1", "e-0");
    headers.put(EventHeaders.SUBJECT, "+5511987654321");
    byte[] sample = bytes(EventContracts.sample(type));

    // When
    HopRow row = row(record(Topics.of(type), 7, BEGUN, headers, sample));
    HopRow broken =
        row(record(Topics.of(type), 7, BEGUN, headers, Arrays.copyOf(sample, sample.length / 2)));

    // Then
    assertThat(row.toString()).doesNotContain(PERSONAL);
    assertThat(broken.toString()).doesNotContain(PERSONAL);
    assertThat(row.subject().kind() == LineageKind.EVENT)
        .as("a new type is known by an id of LineageSubject, or stands among those that have none")
        .isEqualTo(BY_THEMSELVES.contains(type));
    assertThat(row.handles().ties()).isPositive().isLessThanOrEqualTo(row.handles().all().size());
    assertThat(row.tenant()).isEqualTo(TenantId.of("aurora"));
    assertThat(row.traceId()).isEqualTo("ab".repeat(16));
  }

  @ParameterizedTest
  @CsvSource({
    "dev.ramal.calls.CallEnded, CALL, outcome=completed",
    "dev.ramal.carrier.call.ended, CALL, leg=lead",
    "dev.ramal.carrier.message.status, MESSAGE, status=undelivered",
    "dev.ramal.messages.MessageFailed, MESSAGE, code=30003",
    "dev.ramal.billing.UsageRated, CALL, meter=voice-minute",
    "dev.ramal.billing.UsageAmended, USAGE, month=2026-11",
    "dev.ramal.billing.CreditNoteIssued, INVOICE, month=2026-11",
    "dev.ramal.billing.BudgetExhausted, BUDGET, hardStop=true",
    "dev.ramal.billing.VelocityExceeded, PREFIX_BLOCK, rule=Exterior",
    "dev.ramal.crm.ActivityFailed, CALL, kind=no-contact",
    "dev.ramal.crm.ContactLinked, CONTACT, ",
    "dev.ramal.calls.NumberBlocked, NUMBER, ",
    "dev.ramal.carrier.call.transcript, RECORDING, status=completed",
    "dev.ramal.webhooks.CallbackQuarantined, CONNECTION, carrier=twilio"
  })
  @DisplayName("MSG-522 of each event it is known what it tells of and what was decided")
  void shouldKnowWhatItTellsOf(String type, LineageKind kind, String decided) {
    // When
    HopRow row = sample(type);

    // Then
    assertThat(row.subject().kind()).isEqualTo(kind);
    if (decided != null) {
      assertThat(row.decision().split(" ")).contains(decided);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dev.ramal.messages.MessageFailed, 30003, Aparelho fora de alcance",
    "dev.ramal.crm.ActivityFailed, no-contact, nenhum contato com este número",
    "dev.ramal.calls.CallDenied, blocklist, ",
    "dev.ramal.carrier.message.status, 30003, Unreachable destination handset",
    "dev.ramal.webhooks.CallbackQuarantined, , unknown event type call.levitated"
  })
  @DisplayName("MSG-522 what went wrong in the world is told by the event that says so")
  void shouldTellWhatWentWrong(String type, String code, String detail) {
    // When
    HopFailure failure = sample(type).failure();

    // Then
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.detail()).isEqualTo(detail);
    assertThat(failure.reader()).isNull();
    assertThat(sample("dev.ramal.calls.CallEnded").failure()).isNull();
  }

  @Test
  @DisplayName("MSG-523 a record that could not be applied says by whom, why and how often")
  void shouldTellWhoCouldNotApplyIt() {
    // Given
    Map<String, String> headers = headers("dev.ramal.calls.CallEnded", "e-1", null);
    headers.put("ramal-failure-kind", "Malformed");
    headers.put("ramal-failure-code", "schema");
    headers.put("ramal-failure-detail", "$.to: +55 11 98765-4321 is no number");
    headers.put("ramal-failure-version", "1.4");
    headers.put("ramal-attempt", "5");
    String topic = "calls.events.v1.billing-service.dlq";

    // When
    HopRow row = row(record(topic, 7, BEGUN, headers, bytes("{\"callId\":\"c-1\"}")));

    // Then
    assertThat(row.subject()).isEqualTo(new LineageSubject(LineageKind.CALL, "c-1"));
    assertThat(row.failure())
        .isEqualTo(
            new HopFailure(
                "Malformed", "schema", "$.to: # is no number", "billing-service", 5, "1.4"));
    assertThat(LineageTopics.origin("calls.events.v1.crm-sync-service-timeline_retry_1000"))
        .hasValue(new LineageTopics.Origin("calls.events.v1", "crm-sync-service-timeline"));
    assertThat(LineageTopics.origin("carriers.connections.v1")).isEmpty();
    assertThat(LineageTopics.origin("billing.tariffs.v1")).isEmpty();
    assertThat(LineageTopics.origin("somebody.elses.v1")).isEmpty();
  }

  @Test
  @DisplayName(
      "MSG-524 no record is such that it cannot be indexed: without head, body, end or sense")
  void shouldReadWhateverLiesThere() {
    // Given
    Random random = new Random(14);
    byte[] noise = new byte[4_000];
    random.nextBytes(noise);
    Map<String, String> absurd = headers("x".repeat(999), "e\u0000-1", "+5511987654321");
    absurd.put(EventHeaders.TIME, "+1000000000-01-01T00:00:00Z");
    absurd.put(EventHeaders.TENANT, "NO SUCH");
    absurd.put(EventHeaders.TRACE_PARENT, "00-zz");
    String deep = "{\"callId\":\"c-1\",\"a\":" + "[".repeat(100_000);
    String legs = "{\"legs\":[1,[2],{\"carrierCallId\":\"CA1\"},null],\"callId\":\"c-1\"}";

    // When
    List<HopRow> rows =
        Stream.of(noise, null, new byte[0], bytes("[]"), bytes("7"), bytes(deep))
            .map(body -> row(record(Topics.CALLS, 7, Instant.ofEpochMilli(-1), absurd, body)))
            .toList();
    HopRow bare = row(record(Topics.CALLS, 7, BEGUN, Map.of(), null));
    HopRow mixed = row(record(Topics.CALLS, 7, BEGUN, headers("t", "e-1", null), bytes(legs)));

    // Then
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.tenant()).isEqualTo(TenantId.OPERATOR);
              assertThat(row.happenedAt()).isNull();
              assertThat(row.causation()).isNull();
              assertThat(row.traceId()).isNull();
              assertThat(row.type()).hasSize(200);
              assertThat(row.publishedAt()).isEqualTo(Instant.parse("2000-01-01T00:00:00Z"));
            });
    assertThat(rows.get(5).subject().id()).isEqualTo("c-1");
    assertThat(bare.subject())
        .isEqualTo(new LineageSubject(LineageKind.EVENT, "calls.events.v1:3:7"));
    assertThat(mixed.subject().id()).isEqualTo("c-1");
    assertThat(mixed.handles().all()).contains(LineageEvents.HASHES.ofId("CA1"));
  }

  @Test
  @DisplayName("MSG-522 words at rest and on the wire stay as they are")
  void shouldKeepTheWordsOfKinds() {
    // Then
    assertThat(
            Arrays.stream(LineageKind.values())
                .map(LineageKind::wire)
                .collect(Collectors.joining(" ")))
        .isEqualTo(
            "call message carrier-call carrier-message recording usage invoice budget prefix-block"
                + " export message-day template contact number agent alert connection event");
    assertThat(LineageKind.of("carrier-call")).isEqualTo(LineageKind.CARRIER_CALL);
    assertThat(LineageKind.of("of a later version")).isEqualTo(LineageKind.EVENT);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static HopRow sample(String type) {
    ConsumerRecord<String, byte[]> record =
        record(
            Topics.of(type),
            7,
            BEGUN,
            headers(type, "e-1", null),
            bytes(EventContracts.sample(type)));
    return row(record);
  }
}
