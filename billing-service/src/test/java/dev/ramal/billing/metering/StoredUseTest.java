package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.metering.UseFact.Used;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.EventJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredUseTest {
  private static final Map<String, MeteredUse> USES =
      Map.of(
          "unknown", MeteredUse.UNKNOWN,
          "waiting", Books.hearing(Facts.costed("0.013", "USD", 1)).use(),
          "not-charged", Books.hearing(Facts.used(0, "mobile", 0)).use(),
          "rated",
              Books.hearing(Facts.used(1, "mobile", 37), Facts.costed("0.013", "USD", 1)).use(),
          "unrateable", Books.hearing(Facts.used(0, "satellite", 37)).use());

  @DisplayName("BILL-80 what is stored of a use keeps its words, and is read again")
  @ParameterizedTest
  @ValueSource(strings = {"unknown", "waiting", "not-charged", "rated", "unrateable"})
  void shouldKeepTheWordsAtRest(String state) {
    // Given
    MeteredUse use = USES.get(state);

    // When
    MeteredUse read =
        EventJson.read(Golden.text("metered-uses/" + state + ".json"), MeteredUse.class);

    // Then
    Golden.assertJson("metered-uses/" + state + ".json", use);
    assertThat(read).isEqualTo(use);
  }

  @DisplayName("BILL-81 the inbox knows the consumers by the same words for ever")
  @Test
  void shouldKeepTheInboxIds() {
    // Given
    List<String> frozen = List.of("billing.calls", "billing.messages");

    // When
    List<String> ids = List.of(CallsConsumer.INBOX_ID, MessagesConsumer.INBOX_ID);

    // Then
    assertThat(ids).isEqualTo(frozen);
  }

  @DisplayName("BILL-82 why a use cannot be rated, and what no tariff made, keep their words")
  @Test
  void shouldKeepTheReasons() {
    // Given
    Used satellite = Facts.used(0, "satellite", 37);
    Used mobile = Facts.used(0, "mobile", 37);

    // When
    List<String> reasons =
        Stream.of(
                Books.hearing(satellite),
                Books.hearing(mobile, Facts.costed("1", "EUR", 1)),
                Books.hearing(Facts.costed("1", "EUR", 1), mobile))
            .map(books -> books.use().reason())
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
    List<UseFact> facts =
        List.of(
            Facts.used(0, "mobile", 37),
            Facts.used(1, "mobile", 61),
            Facts.costed("0.013", "USD", 1),
            Facts.used(2, "landline", 61),
            Facts.used(3, "landline", 0));

    // When
    Books books = Books.hearing(facts);

    // Then
    Golden.assertText(
        "steps.txt",
        books.entries().stream()
            .map(entry -> entry.kind().wire() + "\n" + String.join("\n", entry.explanation()))
            .collect(Collectors.joining("\n\n")));
  }
}
