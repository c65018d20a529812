package dev.ramal.billing.exports;

import dev.ramal.billing.ledger.EntryKind;
import dev.ramal.billing.ledger.MonthEntry;
import dev.ramal.billing.statement.ChargedEntry;
import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What stands of one usage: the sum of its entries, with class, tariff and person of the last one
 * that says them. What the carrier named itself goes before what was estimated. Of what is not
 * charged a cost may stand; no tariff made it, whatever was charged and taken back before. Not
 * thread-safe.
 */
final class NetUsage {
  private final List<ChargedEntry> entries = new ArrayList<>();
  private final boolean namesTariffsTakenBack;

  /**
   * @param namesTariffsTakenBack as it was before layout {@value ExportLines#WITH_TOTALS}: also of
   *     what was taken back whole
   */
  NetUsage(boolean namesTariffsTakenBack) {
    this.namesTariffsTakenBack = namesTariffsTakenBack;
  }

  boolean isOf(ChargedEntry entry) {
    return entries.isEmpty() || entries.get(0).entry().isBookedWith(entry.entry());
  }

  /** The next entry of the same usage, in their order. */
  void add(ChargedEntry entry) {
    entries.add(entry);
  }

  /** The usage, which is forgotten then; empty where nothing stands of it. */
  Optional<ChargedEntry> take() {
    if (entries.isEmpty()) {
      return Optional.empty();
    }
    ChargedEntry sum = sum();
    entries.clear();
    return Optional.of(sum).filter(NetUsage::stands);
  }

  private ChargedEntry sum() {
    MonthEntry last = entries.get(entries.size() - 1).entry();
    MonthEntry rated =
        namesTariffsTakenBack || isCharged()
            ? newest(entry -> entry.tariffVersion() == null ? null : entry).orElse(last)
            : null;
    MonthEntry whole =
        new MonthEntry(
            last.usageId(),
            last.number(),
            EntryKind.USAGE,
            last.subject(),
            last.subjectId(),
            last.leg(),
            last.meter(),
            rated == null ? last.destinationClass() : rated.destinationClass(),
            last.carrier(),
            last.direction(),
            last.party(),
            newest(entry -> entry.by().isUnknown() ? null : entry.by()).orElse(last.by()),
            last.occurredAt(),
            entries.stream().mapToLong(one -> one.entry().quantity()).sum(),
            entries.stream().mapToLong(one -> one.entry().billedQuantity()).sum(),
            rated == null ? null : rated.tariffVersion(),
            rated == null ? null : rated.ruleId(),
            newest(entry -> entry.kind() == EntryKind.REAL_COST ? entry.carrierPrice() : null)
                .or(() -> newest(MonthEntry::carrierPrice))
                .orElse(null),
            sum(one -> one.entry().cost()),
            sum(one -> one.entry().price()));
    return new ChargedEntry(
        whole,
        entries.stream().mapToLong(ChargedEntry::includedQuantity).sum(),
        sum(ChargedEntry::carrierDiscount),
        sum(ChargedEntry::cost),
        sum(ChargedEntry::price));
  }

  private boolean isCharged() {
    return entries.stream().mapToLong(one -> one.entry().quantity()).sum() != 0
        || entries.stream().mapToLong(one -> one.entry().billedQuantity()).sum() != 0
        || sum(one -> one.entry().price()).amount().signum() != 0;
  }

  private <T> Optional<T> newest(Function<MonthEntry, T> said) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      T value = said.apply(entries.get(i).entry());
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  private Money sum(Function<ChargedEntry, Money> amount) {
    return entries.stream().map(amount).reduce(Money.zero("BRL"), Money::plus);
  }

  private static boolean stands(ChargedEntry sum) {
    return sum.entry().quantity() != 0
        || sum.entry().billedQuantity() != 0
        || sum.cost().amount().signum() != 0
        || sum.price().amount().signum() != 0
        || sum.entry().cost().amount().signum() != 0;
  }
}
