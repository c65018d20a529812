package dev.ramal.billing.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Converted;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.statement.GeneratedEntries;
import dev.ramal.billing.statement.StatementCalculator;
import dev.ramal.billing.statement.Terms;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NetUsageTest {
  private static final BillingMonth NOVEMBER = BillingMonth.at(Samples.NOVEMBER);
  private static final Money NOTHING = Money.zero("BRL");

  @DisplayName(
      "BILL-400 what costs and is not charged is one line, charged and taken back or never")
  @Test
  void shouldForgetWhatWasTakenBack() {
    // Given
    MonthEntry charged = GeneratedEntries.of(1, new Random(400)).get(0);
    MonthEntry takenBack =
        entry(
            charged,
            2,
            EntryKind.CORRECTION,
            -1,
            null,
            charged.cost().negated(),
            charged.price().negated());
    Converted named = new Converted(Money.brl("0.179800"), Money.of("0.0310", "USD"), null);

    // When
    String late = file(List.of(charged, takenBack, costOf(charged, 3, named)));
    String early = file(List.of(costOf(charged, 1, named)));

    // Then
    assertThat(late).isEqualTo(early);
    assertThat(late.lines().toList().get(1))
        .contains(",0,0,0,,,0.031000,USD,")
        .contains(",0.179800,0.000000,0.000000,BRL");
  }

  @DisplayName("BILL-406 what was moved is one line where it stands, also next to where it was")
  @Test
  void shouldKeepApartWhereAUsageWasAndWhereItStands() {
    // Given: booked, five seconds later than it began
    MonthEntry stands = GeneratedEntries.of(1, new Random(406)).get(0);
    MonthEntry was = at(stands, 1, 1, stands.occurredAt().plusSeconds(5));
    MonthEntry takenBack = at(stands, 2, -1, was.occurredAt());

    // When
    String moved = file(List.of(at(stands, 3, 1, stands.occurredAt()), was, takenBack));

    // Then
    assertThat(moved).isEqualTo(file(List.of(stands)));
  }

  private static MonthEntry at(MonthEntry usage, int number, int times, Instant when) {
    Money cost = times < 0 ? usage.cost().negated() : usage.cost();
    Money price = times < 0 ? usage.price().negated() : usage.price();
    return new MonthEntry(
        usage.usageId(),
        number,
        number == 1 ? EntryKind.USAGE : EntryKind.CORRECTION,
        usage.subject(),
        usage.subjectId(),
        usage.leg(),
        usage.meter(),
        usage.destinationClass(),
        usage.carrier(),
        usage.direction(),
        usage.party(),
        usage.by(),
        when,
        times * usage.quantity(),
        times * usage.billedQuantity(),
        times < 0 ? null : usage.tariffVersion(),
        times < 0 ? null : usage.ruleId(),
        usage.carrierPrice(),
        cost,
        price);
  }

  private static MonthEntry costOf(MonthEntry usage, int number, Converted named) {
    return entry(usage, number, EntryKind.REAL_COST, 0, named, named.brl(), NOTHING);
  }

  /** An entry that no tariff made, of so many times what was used. */
  private static MonthEntry entry(
      MonthEntry usage,
      int number,
      EntryKind kind,
      int times,
      Converted named,
      Money cost,
      Money price) {
    return new MonthEntry(
        usage.usageId(),
        number,
        kind,
        usage.subject(),
        usage.subjectId(),
        usage.leg(),
        usage.meter(),
        usage.destinationClass(),
        usage.carrier(),
        usage.direction(),
        usage.party(),
        usage.by(),
        usage.occurredAt(),
        times * usage.quantity(),
        times * usage.billedQuantity(),
        null,
        null,
        named,
        cost,
        price);
  }

  private static String file(List<MonthEntry> entries) {
    StatementCalculator calculator = new StatementCalculator(new Terms(NOVEMBER, null, null));
    ExportLines lines =
        ExportLines.of(NOVEMBER, ExportFormat.CSV_BY_USAGE, HeadingLanguage.ENGLISH).header();
    entries.forEach(entry -> lines.add(calculator.add(entry)));
    lines.end(calculator.statement());
    return new String(lines.take(), UTF_8);
  }
}
