package dev.ramal.billing.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.conditions.AdjustmentKind;
import dev.ramal.billing.conditions.Agreed;
import dev.ramal.billing.conditions.BillingParty;
import dev.ramal.billing.conditions.Conditions;
import dev.ramal.billing.fixtures.Golden;
import dev.ramal.billing.plans.Plan;
import dev.ramal.billing.plans.PlanMonth;
import dev.ramal.billing.plans.PlanMonth.PlanFrom;
import dev.ramal.billing.plans.SeededPlans;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.Statement;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.EventJson;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("BILL-248 what is stored of conditions, invoices and notes keeps its words")
class StoredInvoicesTest {
  private static final BillingMonth NOVEMBER = BillingMonth.of("2026-11");
  private static final UUID ID = UUID.fromString("0196a000-0000-7000-8000-000000000000");

  @Test
  void shouldKeepTheWordsOfConditions() {
    // Given
    String stored = Golden.text("conditions.json");

    // When
    Agreed agreed = EventJson.read(stored, Agreed.class);

    // Then
    Golden.assertJson("conditions.json", agreed);
    assertThat(Arrays.stream(AdjustmentKind.values()).map(AdjustmentKind::wire))
        .containsExactly("volume-discount", "discount", "minimum");
  }

  @Test
  void shouldKeepTheWordsOfAnInvoice() {
    // Given
    InvoiceDocument issued =
        DrawInvoice.draft(november(), new BillingParty("Ramal", null, null), null, 2)
            .issued(LocalDate.parse("2026-12-06"), 10);

    // When, Then
    Golden.assertJson("invoice.json", issued);
    assertThat(EventJson.read(Golden.text("invoice.json"), InvoiceDocument.class))
        .isEqualTo(issued);
    assertThat(issued.statementTotal()).isEqualTo(november().total());
    assertThat(Arrays.stream(InvoiceState.values()).map(InvoiceState::wire))
        .containsExactly("draft", "issued");
  }

  @Test
  void shouldKeepTheWordsOfANote() {
    // Given
    List<InvoiceLine> charged = DrawInvoice.lines(november());
    NoteDocument note =
        new NoteDocument(
            NOVEMBER,
            12,
            new BillingParty("Ramal", null, null),
            new BillingParty("Aurora", "11.222.333/0001-81", "Rua 1"),
            InvoiceLines.difference(List.of(charged), charged.subList(1, charged.size())),
            InvoiceWords.reason(InvoiceNoteKind.CREDIT_NOTE, NOVEMBER, 12),
            LocalDate.parse("2027-01-01"));

    // When, Then
    Golden.assertJson("invoice-note.json", note);
    assertThat(EventJson.read(Golden.text("invoice-note.json"), NoteDocument.class))
        .isEqualTo(note);
    assertThat(Arrays.stream(InvoiceNoteKind.values()).map(InvoiceNoteKind::wire))
        .containsExactly("credit-note", "debit-note");
    assertThat(Arrays.stream(Series.values()).map(Series::wire))
        .containsExactly("invoice", "credit-note", "debit-note");
  }

  private static Statement november() {
    PlanMonth plans =
        PlanMonth.of(NOVEMBER, List.of(new PlanFrom(LocalDate.parse("2026-11-11"), plan())));
    Conditions conditions =
        new Conditions(ID, EventJson.read(Golden.text("conditions.json"), Agreed.class));
    StatementCalculator month = new StatementCalculator(new Terms(plans, null, conditions));
    GeneratedEntries.of(9, new Random(2)).forEach(month::add);
    return month.statement();
  }

  private static Plan plan() {
    Plan seeded = SeededPlans.of("essencial");
    return new Plan(
        ID,
        seeded.code(),
        seeded.version(),
        seeded.name(),
        seeded.validFrom(),
        null,
        seeded.source(),
        seeded.fee(),
        seeded.allowances(),
        seeded.features());
  }
}
