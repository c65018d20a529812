package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.losses.SoldUse;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Rule;
import dev.ramal.billing.rating.TariffBook.Match;
import dev.ramal.billing.rating.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which usages of a set cost more than they are sold for since it: by the estimate, or by what the
 * carrier named. What a tariff sells for nothing is no loss of its own, as an agent's leg or a
 * softphone, but for a lead's leg that a rule of its own sells for nothing while the tariff sells
 * others for something: that is taken for a mistake. Pure.
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
    int price = balance.price().amount().signum();
    return price > 0 && balance.cost().amount().compareTo(balance.price().amount()) > 0
        || price == 0 && balance.cost().amount().signum() > 0 && isBilledLead(balance);
  }

  /** What the grace makes free is not billed. */
  private static boolean isBilledLead(BookedBalance balance) {
    return balance.billedQuantity() > 0 && isLead(balance.booked().meter(), balance.booked().leg());
  }

  private static boolean isLead(Meter meter, String leg) {
    return meter == Meter.VOICE_MINUTE && CallUsage.LEAD.equals(leg);
  }

  private static Optional<SoldUse> sold(UsageSet usages, UsageKey key, UsageRecord record) {
    BookedBalance balance = record.balance();
    Usage usage = balance.booked();
    Optional<Match> match =
        usages
            .rates(key)
            .match(usage, balance.tariff())
            .filter(by -> balance.price().amount().signum() > 0 || isFreeAmongOthers(by));
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

  /** A tariff of costs alone sells nothing, and no rule of it is a mistake. */
  private static boolean isFreeAmongOthers(Match by) {
    return isLead(by.rule().meter(), by.rule().leg())
        && isFree(by.rule())
        && by.tariff().rules().stream()
            .anyMatch(other -> isLead(other.meter(), other.leg()) && !isFree(other));
  }

  private static boolean isFree(Rule rule) {
    return rule.price().perUnit().signum() == 0 && rule.price().connectionFee().signum() == 0;
  }
}
