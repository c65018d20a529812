package dev.ramal.billing.statement;

import dev.ramal.billing.ledger.CarrierDiscount;
import dev.ramal.billing.rating.PtBrFormat;
import dev.ramal.billing.tariffs.VolumeDiscount;
import dev.ramal.billing.tariffs.VolumeDiscount.Tier;
import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** What of a usage's cost the carrier's volume discount takes off, in numbers and in words. */
final class DiscountShare {
  private DiscountShare() {}

  /**
   * @param unitsBefore units of the discount before the usage
   * @param charged all entries of one usage, in order
   */
  static CarrierDiscount of(VolumeDiscount discount, long unitsBefore, List<ChargedEntry> charged) {
    Money amount = sum(charged.stream().map(ChargedEntry::carrierDiscount).toList());
    Money cost = sum(charged.stream().map(ChargedEntry::cost).toList());
    return new CarrierDiscount(
        discount.version(),
        unitsBefore,
        discount.tiers(),
        amount,
        cost,
        "Desconto de volume da operadora (%s): %d unidades no mês antes deste uso; faixas %s; desconto %s, custo %s."
            .formatted(
                discount.version(),
                unitsBefore,
                discount.tiers().stream()
                    .map(DiscountShare::words)
                    .collect(Collectors.joining(", ")),
                PtBrFormat.money(amount),
                PtBrFormat.money(cost)));
  }

  private static String words(Tier tier) {
    BigDecimal percent = tier.percent().stripTrailingZeros();
    return "a partir de %d: %s%%"
        .formatted(tier.fromUnits(), percent.toPlainString().replace('.', ','));
  }

  private static Money sum(List<Money> amounts) {
    return amounts.stream().reduce(Money.zero("BRL"), Money::plus);
  }
}
