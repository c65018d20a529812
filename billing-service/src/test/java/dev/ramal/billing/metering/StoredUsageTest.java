package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredUsageTest {
  private static final Map<String, UsageRecord> RECORDS =
      Map.of(
          "unknown", UsageRecord.UNKNOWN,
          "waiting", PostedUsage.of(Facts.costed("0.013", "USD", 1)).record(),
          "not-charged", PostedUsage.of(Facts.used(0, "mobile", 0)).record(),
          "rated",
              PostedUsage.of(Facts.used(1, "mobile", 37), Facts.costed("0.013", "USD", 1)).record(),
          "unrateable", PostedUsage.of(Facts.used(0, "satellite", 37)).record());

  @DisplayName("BILL-80 what is stored of a usage keeps its words, and is read again")
  @ParameterizedTest
  @ValueSource(strings = {"unknown", "waiting", "not-charged", "rated", "unrateable"})
  void shouldKeepTheWordsAtRest(String state) {
    // Given
    UsageRecord record = RECORDS.get(state);

    // When
    StoredUsage read =
        EventJson.read(Golden.text("metered-uses/" + state + ".json"), StoredUsage.class);

    // Then
    Golden.assertJson("metered-uses/" + state + ".json", StoredUsage.of(record));
    assertThat(read.toRecord()).isEqualTo(record);
  }

  @DisplayName(
      "BILL-441 a cost is an estimate until the carrier names it, where it is asked for it")
  @Test
  void shouldKnowWhatIsEstimated() {
    // Given
    UsageKey call = Facts.used(0, "mobile", 37).key();
    UsageKey message =
        new UsageKey(call.tenant(), UsageKey.MESSAGE, "m-1", null, Meter.MESSAGE_SEGMENT);
    UsageKey detection =
        new UsageKey(call.tenant(), UsageKey.CALL, "c-1", "lead", Meter.MACHINE_DETECTION);
    StoredUsage rated = StoredUsage.of(PostedUsage.of(Facts.used(0, "mobile", 37)).record());

    // When
    boolean estimated = rated.isEstimated(call);

    // Then
    assertThat(estimated).isTrue();
    assertThat(rated.isEstimated(message)).isTrue();
    assertThat(coming(rated).isEstimated(message)).as("carriers charge it as well").isTrue();
    assertThat(coming(rated).isEstimated(call)).isTrue();
    assertThat(rated.isEstimated(detection)).isFalse();
    assertThat(RECORDS.values()).noneMatch(record -> StoredUsage.of(record).isEstimated(call));
  }

  private static StoredUsage coming(StoredUsage known) {
    Usage used = known.usage();
    Usage coming =
        new Usage(
            used.meter(),
            used.leg(),
            used.carrier(),
            Direction.INBOUND,
            used.destinationClass(),
            used.party(),
            used.quantity(),
            used.occurredAt());
    return new StoredUsage(
        known.revision(),
        coming,
        known.by(),
        known.reference(),
        known.realCost(),
        known.costedAt(),
        known.standing(),
        known.status(),
        known.reason());
  }

  @DisplayName("BILL-81 the inbox knows the consumers by the same words for ever")
  @Test
  void shouldKeepTheInboxIds() {
    // Given
    List<String> frozen = List.of("billing.calls", "billing.messages");

    // When
    List<String> ids = List.of(CallUsageConsumer.INBOX_ID, MessageUsageConsumer.INBOX_ID);

    // Then
    assertThat(ids).isEqualTo(frozen);
  }

  @DisplayName("BILL-80 what a message has come to keeps its rank")
  @Test
  void shouldKeepTheRevisionsOfAMessage() {
    // Given
    List<Integer> frozen = List.of(0, 1, 2);

    // When
    List<Integer> revisions = List.of(MessageUsage.SENT, MessageUsage.FAILED, MessageUsage.ARRIVED);

    // Then
    assertThat(revisions).isEqualTo(frozen);
  }

  @DisplayName("BILL-82 why a usage cannot be rated, and what no tariff made, keep their words")
  @Test
  void shouldKeepTheReasons() {
    // Given
    Used satellite = Facts.used(0, "satellite", 37);
    Used mobile = Facts.used(0, "mobile", 37);

    // When
    List<String> reasons =
        Stream.of(
                PostedUsage.of(satellite),
                PostedUsage.of(mobile, Facts.costed("1", "EUR", 1)),
                PostedUsage.of(Facts.costed("1", "EUR", 1), mobile))
            .map(posted -> StoredUsage.of(posted.record()).reason())
            .toList();

    // Then
    assertThat(reasons)
        .containsExactly(
            "no tariff covers voice-minute to class satellite on " + Samples.NOVEMBER,
            "no exchange rate of EUR on that day",
            "no exchange rate of EUR on that day");
    assertThat(UsageEvents.NO_TARIFF).isEqualTo("custo-real");
  }

  @DisplayName("BILL-83 the steps a person reads keep their words")
  @Test
  void shouldKeepTheSteps() {
    // Given
    List<UsageFact> facts =
        List.of(
            Facts.used(0, "mobile", 37),
            Facts.used(1, "mobile", 61),
            Facts.costed("0.013", "USD", 1),
            Facts.used(2, "landline", 61),
            Facts.used(3, "landline", 0));

    // When
    PostedUsage posted = PostedUsage.of(facts);

    // Then
    Golden.assertText(
        "steps.txt",
        posted.entries().stream()
            .map(entry -> entry.kind().wire() + "\n" + String.join("\n", entry.explanation()))
            .collect(Collectors.joining("\n\n")));
  }
}
