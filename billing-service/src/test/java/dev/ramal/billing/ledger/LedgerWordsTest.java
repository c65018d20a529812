package dev.ramal.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Samples;
import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LedgerWordsTest {
  private static final UsageKey KEY =
      new UsageKey(TenantId.of("aurora"), UsageKey.CALL, "call-1", "lead", Meter.VOICE_MINUTE);

  @DisplayName("BILL-84 rows of the ledger keep their columns, words and ids")
  @Test
  void shouldKeepTheWordsOfARow() {
    // Given
    LedgerEntry entry =
        new LedgerEntry(
            KEY,
            2,
            EntryKind.REAL_COST,
            1,
            Samples.leadCall("mobile", 37),
            new Attribution("agent-1", "Ana", "contact-7", "campaign-9"),
            0,
            0,
            UUID.fromString("0196a000-0000-7000-8000-000000000000"),
            "referencia-2024.1",
            "voz-movel",
            Money.brl("-0.0335"),
            Money.zero("BRL"),
            new Converted(Money.brl("0.0715"), Money.of("0.013", "USD"), Samples.DOLLAR),
            List.of("um", "dois"),
            EntryOrigin.of("event-1", "twilio-c0ffee").knownAs("CA01"),
            Samples.NOVEMBER);

    // When
    Object[] columns = EntryRow.parameters(List.of(entry));

    // Then
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columns.length; i++) {
      row.put(EntryRow.NAMES.get(i), ((Object[]) columns[i])[0]);
    }
    Golden.assertJson("ledger-entry.json", row);
  }

  @DisplayName("BILL-84 kinds and subjects keep their words")
  @Test
  void shouldKeepKindsAndSubjects() {
    // Given
    List<EntryKind> kinds = Arrays.asList(EntryKind.values());

    // When
    List<String> words = kinds.stream().map(EntryKind::wire).toList();

    // Then
    assertThat(words).containsExactly("usage", "correction", "real-cost");
    assertThat(words.stream().map(EntryKind::of)).isEqualTo(kinds);
    assertThat(UsageKey.SUBJECTS)
        .containsExactly("call", "recording", "message", "number", "storage", "infrastructure");
    assertThat(KEY.usageId()).hasToString("e0405cea-bbad-326c-b59b-71ebd44bff8d");
    assertThat(KEY.entryId(2)).hasToString("c5153ac0-4942-38bd-a0d7-c23b1ab5b3d9");
  }

  @DisplayName(
      "BILL-449 what led to the event behind an entry is an event, and what was called a callback"
          + " before is read as one")
  @Test
  void shouldKeepTheWordsOfCauses() {
    // Then
    assertThat(Arrays.stream(EntryCause.values()).map(EntryCause::wire))
        .containsExactly("event", "inquiry", "metering", "rerating");
    assertThat(EntryCause.of("callback")).isEqualTo(EntryCause.EVENT);
    assertThat(EntryOrigin.of("event-1", "job-1").cause()).isEqualTo(EntryCause.EVENT);
    assertThat(EntryOrigin.of("event-1", null).cause()).isEqualTo(EntryCause.INQUIRY);
  }
}
