package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.losses.SoldUse;
import dev.ramal.billing.rating.TariffBook.Match;
import dev.ramal.billing.rating.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which usages of a set cost more than they are sold for since it: by the estimate, or by what the
 * carrier named. What a tariff sells for nothing, as an agent's own leg, is no loss of its own.
 * Pure.
 */
final class SoldAtALoss {
  private SoldAtALoss() {}

  static List<SoldUse> of(UsageSet usages) {
    List<SoldUse> sold = new ArrayList<>();
    usages
        .changed()
        .forEach(
            (key, record) -> {
              if (isLoss(record.balance()) && !isLoss(usages.before(key).balance())) {
                sold(usages, key, record).ifPresent(sold::add);
              }
            });
    return sold;
  }

  private static boolean isLoss(BookedBalance balance) {
    return balance.price().amount().signum() > 0
        && balance.cost().amount().compareTo(balance.price().amount()) > 0;
  }

  private static Optional<SoldUse> sold(UsageSet usages, UsageKey key, UsageRecord record) {
    BookedBalance balance = record.balance();
    Usage usage = balance.booked();
    Optional<Match> match = usages.rates(key).match(usage, balance.tariff());
    return match.map(
        by ->
            new SoldUse(
                key.tenant(),
                key.usageId(),
                by.tariff().version(),
                by.rule().id(),
                by.rule().prefix(),
                usage.destinationClass(),
                key.meter(),
                balance.cost(),
                balance.price()));
  }
}
