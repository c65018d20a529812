package dev.ramal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.ledger.CostBasis;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.RecomputeEntries;
import dev.ramal.billing.ledger.RecomputedEntry;
import dev.ramal.billing.rating.ExchangeRates;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.Samples;
import dev.ramal.billing.rating.Tariff;
import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RecomputedEntriesTest {
  private static final Tariff TARIFF = Samples.seeded("referencia-2024.1");

  @Property(tries = 2000)
  @Label("BILL-385 whatever was reported in whatever order, each entry is computed again as it is")
  void shouldComputeEachEntryAgain(@ForAll("facts") List<UsageFact> facts) {
    // Given
    List<LedgerEntry> entries = PostedUsage.of(facts).entries();

    // When
    List<RecomputedEntry> made = recomputed(entries);

    // Then
    assertThat(made).hasSameSizeAs(entries).allMatch(one -> one.costMatches());
    assertThat(made).allMatch(RecomputedEntry::priceMatches);
  }

  @Property(tries = 500)
  @Label(
      "BILL-385 an amount, quantity, price of the carrier or rate that was changed does not match")
  void shouldFindWhatWasChanged(@ForAll("facts") List<UsageFact> facts, @ForAll Random random) {
    List<LedgerEntry> entries = PostedUsage.of(facts).entries();
    for (int i = 0; i < entries.size(); i++) {
      for (LedgerEntry changed : changed(entries.get(i))) {
        // Given
        List<LedgerEntry> tampered = new ArrayList<>(entries);
        tampered.set(i, changed);

        // When
        RecomputedEntry made = recomputed(tampered).get(i);

        // Then
        assertThat(made.costMatches() && made.priceMatches()).as(changed.toString()).isFalse();
      }
    }
  }

  @Example
  @Label("BILL-385 each cost says what it follows from: estimate, carrier, exchange rate to come")
  void shouldSayWhatACostFollowsFrom() {
    // Given
    RateUsage withoutRates = new RateUsage(Samples.book(TARIFF), new ExchangeRates(List.of()));
    UsageFact call = Facts.used(0, "international-US", 60);
    UsageFact longer = Facts.used(1, "international-US", 120);

    // When
    List<RecomputedEntry> amended =
        recomputed(PostedUsage.of(List.of(call, Facts.costed("0.02", "USD", 1), longer)).entries());
    List<RecomputedEntry> open = recomputed(PostedUsage.by(withoutRates, List.of(call)).entries());

    // Then
    assertThat(amended)
        .extracting(RecomputedEntry::basis)
        .containsExactly(CostBasis.ESTIMATE, CostBasis.CARRIER, CostBasis.KEPT);
    assertThat(amended).allMatch(one -> one.costMatches() && one.priceMatches());
    assertThat(open).extracting(RecomputedEntry::basis).containsExactly(basisOf(open.get(0)));
    assertThat(open).allMatch(RecomputedEntry::costMatches);
  }

  @Example
  @Label("BILL-385 an entry under a rule that does not cover it is not said to match")
  void shouldNotProveByAnotherRule() {
    // Given
    List<LedgerEntry> entries = PostedUsage.of(Facts.used(0, "mobile", 37)).entries();
    Rule its = rule(entries.get(0));
    Rule elsewhere =
        new Rule(
            its.id(),
            its.meter(),
            its.leg(),
            its.carrier(),
            its.direction(),
            its.destinationClass(),
            "+5521",
            its.increments(),
            its.cost(),
            its.price(),
            its.costIncrements(),
            its.joinWithin());

    // When
    RecomputedEntry made = RecomputeEntries.of(entries, entry -> elsewhere).get(0);

    // Then
    assertThat(made.priceMatches()).isFalse();
    assertThat(RecomputeEntries.of(entries, entry -> its).get(0).priceMatches()).isTrue();
  }

  @Example
  @Label("BILL-385 without its tariff an entry is not said to match")
  void shouldProveNothingWithoutTheTariff() {
    // Given
    List<LedgerEntry> entries = PostedUsage.of(Facts.used(0, "mobile", 37)).entries();

    // When
    RecomputedEntry made = RecomputeEntries.of(entries, entry -> null).get(0);

    // Then
    assertThat(made.price()).isNull();
    assertThat(made.priceMatches()).isFalse();
    assertThat(made.costMatches()).isFalse();
  }

  @Provide
  Arbitrary<List<UsageFact>> facts() {
    Arbitrary<UsageFact> used =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.of("mobile", "landline", "satellite", "international-US"))
            .as((revision, cls) -> Facts.used(revision, cls, revision * 31L));
    Arbitrary<UsageFact> costed =
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                Arbitraries.of("0", "0.02", "0.013"),
                Arbitraries.of("USD", "BRL", "EUR"))
            .as((minute, amount, currency) -> Facts.costed(amount, currency, minute));
    return Arbitraries.oneOf(used, costed)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .uniqueElements(
            fact ->
                fact instanceof UsageFact.Used one
                    ? (Object) one.revision()
                    : ((UsageFact.Costed) fact).costedAt());
  }

  private static CostBasis basisOf(RecomputedEntry entry) {
    return "BRL".equals(entry.rule().cost().currency()) ? CostBasis.ESTIMATE : CostBasis.OPEN;
  }

  private static List<LedgerEntry> changed(LedgerEntry entry) {
    Money more = Money.brl("0.000001");
    List<LedgerEntry> changed = new ArrayList<>();
    changed.add(with(entry, entry.quantity(), entry.cost().plus(more), entry.price()));
    changed.add(with(entry, entry.quantity(), entry.cost(), entry.price().minus(more)));
    changed.add(with(entry, entry.quantity() + 1, entry.cost(), entry.price()));
    return changed;
  }

  private static LedgerEntry with(LedgerEntry entry, long quantity, Money cost, Money price) {
    return new LedgerEntry(
        entry.key(),
        entry.number(),
        entry.kind(),
        entry.revision(),
        entry.usage(),
        entry.by(),
        quantity,
        entry.billedQuantity(),
        entry.tariffId(),
        entry.tariffVersion(),
        entry.ruleId(),
        cost,
        price,
        entry.carrierPrice(),
        entry.explanation(),
        entry.origin(),
        entry.recordedAt());
  }

  private static List<RecomputedEntry> recomputed(List<LedgerEntry> entries) {
    return RecomputeEntries.of(entries, RecomputedEntriesTest::rule);
  }

  private static Rule rule(LedgerEntry entry) {
    return TARIFF.rule(entry.ruleId()).orElse(null);
  }
}
