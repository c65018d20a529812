package dev.ramal.billing.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.Golden;
import dev.ramal.events.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteNoteTest {
  private static final Money THEIRS = Money.of("0.0200", "USD");
  private static final Money OURS = Money.of("0.0130", "USD");

  @DisplayName("BILL-274 each difference is written about in words that a carrier understands")
  @ParameterizedTest
  @EnumSource(NoteLanguage.class)
  void shouldWriteAboutEachDifference(NoteLanguage language) {
    // Given
    WriteNote calls = new WriteNote(DetailKind.CALLS, ZoneId.of("UTC"), language);
    WriteNote messages = new WriteNote(DetailKind.MESSAGES, ZoneId.of("UTC"), language);

    // When
    String notes =
        Stream.concat(
                Stream.of(
                        line(LineClass.MISSING_OURS, THEIRS, null, THEIRS),
                        line(LineClass.MISSING_THEIRS, null, Money.brl("0.0754"), null),
                        line(LineClass.DURATION, THEIRS, OURS, Money.of("0.0070", "USD")),
                        line(LineClass.PRICE, THEIRS, OURS, Money.of("0.0070", "USD")),
                        line(LineClass.PRICE, OURS, THEIRS, Money.of("-0.0070", "USD")),
                        line(LineClass.PRICE, null, OURS, null),
                        line(LineClass.CURRENCY, THEIRS, Money.brl("0.0754"), null),
                        line(LineClass.DUPLICATE, THEIRS, null, THEIRS))
                    .map(calls::about),
                Stream.of(messages.about(line(LineClass.DURATION, THEIRS, OURS, null))))
            .map(note -> note.ask().wire() + " " + note.amount() + "\n" + note.text())
            .collect(Collectors.joining("\n"));

    // Then
    Golden.assertText("notes-" + language.wire() + ".txt", notes);
  }

  @DisplayName("BILL-274 words of a reconciliation that are stored or published stay")
  @Test
  void shouldKeepTheWords() {
    // Then
    assertThat(LineClass.words())
        .containsExactly(
            "matched",
            "missing-ours",
            "missing-theirs",
            "duration",
            "price",
            "currency",
            "duplicate");
    assertThat(DetailKind.words()).containsExactly("calls", "messages");
    assertThat(DetailColumn.words())
        .containsExactly(
            "reference",
            "part",
            "startedAt",
            "from",
            "to",
            "direction",
            "quantity",
            "amount",
            "currency");
    assertThat(Charge.words()).containsExactly("positive", "negative");
    assertThat(Arrays.stream(ProposedNote.Ask.values()).map(ProposedNote.Ask::wire))
        .containsExactly("credit", "evidence", "correction", "explanation", "confirmation");
  }

  private static ReconciledLine line(LineClass of, Money theirs, Money ours, Money asked) {
    return new ReconciledLine(
        17,
        of,
        of == LineClass.MISSING_THEIRS ? List.of() : List.of(17L),
        of == LineClass.DUPLICATE ? 3L : null,
        "CA1",
        "reference",
        new UUID(0, 1),
        "call",
        "call-1",
        "lead",
        "+5511987654321",
        Instant.parse("2026-11-03T12:00:05Z"),
        of == LineClass.MISSING_THEIRS ? null : 42L,
        of == LineClass.MISSING_OURS ? null : 37L,
        theirs,
        ours,
        ours != null && ours.currency().equals("USD"),
        null,
        null,
        asked);
  }
}
