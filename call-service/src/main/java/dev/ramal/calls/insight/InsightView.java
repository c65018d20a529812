package dev.ramal.calls.insight;

import dev.ramal.calls.costs.VisibleCost;
import dev.ramal.events.Money;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.kit.time.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What calls amount to.
 *
 * @param from of the calls: asked for at or after this time
 * @param to asked for before this time
 * @param timeZone of hours and days
 * @param total of all of them
 * @param items by the value of the group, who has most calls first
 */
@Schema(name = "CallInsight")
record InsightView(
    @Schema(implementation = InsightGroup.class) InsightGroup group,
    Instant from,
    Instant to,
    @Schema(examples = InsightDays.ZONE) String timeZone,
    FiguresView total,
    List<ItemView> items) {

  private static final String CURRENCY = "BRL";

  /**
   * @param shown which amounts are
   */
  static InsightView of(
      InsightGroup group, Span time, Map<String, Figures> found, VisibleCost shown) {
    return new InsightView(
        group,
        time.begin(),
        time.until(),
        InsightDays.ZONE,
        FiguresView.of(found.values().stream().reduce(Figures.NONE, Figures::plus), shown),
        found.entrySet().stream()
            .sorted(
                Comparator.<Entry<String, Figures>>comparingLong(one -> -one.getValue().calls())
                    .thenComparing(Entry::getKey))
            .map(
                one ->
                    new ItemView(
                        one.getKey().isEmpty() ? null : one.getKey(),
                        FiguresView.of(one.getValue(), shown)))
            .toList());
  }

  /**
   * One value of the group.
   *
   * @param value an agent's id, a campaign's id, 00 to 23, the word of a carrier, an area code, an
   *     outcome; null for calls that have none
   */
  @Schema(name = "CallInsightItem")
  record ItemView(@Schema(nullable = true) String value, FiguresView figures) {}

  /**
   * Sums and what follows from them. Shares lie between 0 and 1.
   *
   * @param calls that are over
   * @param answered of them, those that completed
   * @param connectionRate answered of all; null without calls
   * @param meanRingSeconds of those that rang; null where none did
   * @param meanTalkSeconds of those that were answered; null where none was
   * @param talkSeconds of all together
   * @param shortCalls answered and over within six seconds, six included; those that nobody
   *     answered are none here, unlike in the volume that the regulator limits
   * @param shortCallShare of those that were answered; null where none was
   * @param costs what carriers charged, by currency, as far as they have told; null for whoever may
   *     not see it
   * @param billed what billing says that they cost; null for whoever may see neither price nor cost
   */
  @Schema(name = "CallFigures")
  record FiguresView(
      long calls,
      long answered,
      @Schema(nullable = true, implementation = Double.class, examples = "0.3125")
          BigDecimal connectionRate,
      @Schema(nullable = true, implementation = Double.class, examples = "11.4")
          BigDecimal meanRingSeconds,
      @Schema(nullable = true, implementation = Double.class, examples = "95.2")
          BigDecimal meanTalkSeconds,
      long talkSeconds,
      long shortCalls,
      @Schema(nullable = true, implementation = Double.class, examples = "0.0412")
          BigDecimal shortCallShare,
      @Schema(nullable = true) List<Money> costs,
      @Schema(nullable = true) BilledView billed) {

    static FiguresView of(Figures sums, VisibleCost shown) {
      return new FiguresView(
          sums.calls(),
          sums.answered(),
          Figures.share(sums.answered(), sums.calls(), 4),
          Figures.share(sums.ringSeconds(), sums.rung(), 1),
          Figures.share(sums.talkSeconds(), sums.answered(), 1),
          sums.talkSeconds(),
          sums.shortCalls(),
          Figures.share(sums.shortCalls(), sums.answered(), 4),
          shown.cost() ? sums.money() : null,
          shown.price() ? BilledView.of(sums.billed(), shown.cost()) : null);
    }
  }

  /**
   * What billing says that calls cost, in one currency; each call as {@code cost} of {@code GET
   * /api/calls/{id}} has it.
   *
   * @param calls of which it has said so; of the others nothing was charged, or nothing is known
   *     yet
   * @param price what the organization pays by its tariff, before a plan's allowance
   * @param cost what carriers charge or, by the tariff, are expected to; null for whoever may not
   *     see it
   */
  @Schema(name = "BilledCalls")
  record BilledView(long calls, Money price, @Schema(nullable = true) Money cost) {
    static BilledView of(Billed billed, boolean amounts) {
      return new BilledView(
          billed.calls(),
          new Money(billed.price(), CURRENCY),
          amounts ? new Money(billed.cost(), CURRENCY) : null);
    }
  }
}
