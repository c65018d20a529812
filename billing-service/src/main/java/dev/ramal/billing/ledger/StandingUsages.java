package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Puts the entries of a month together, usage by usage, as they come in order of occurrence: the
 * entries of a usage lie at one instant, one behind the other. One that turned out to have been at
 * another time comes twice: as what was taken back, and as it stands. Not thread-safe.
 */
public final class StandingUsages {
  private final Consumer<StandingUsage> closed;
  private final List<MonthEntry> entries = new ArrayList<>();
  private RatedEntry last;
  private UUID tariff;
  private boolean costIsReal;
  private long quantity;
  private long billed;
  private Money cost;
  private Money price;

  /**
   * @param closed is told each usage once its last entry has come
   */
  public StandingUsages(Consumer<StandingUsage> closed) {
    this.closed = closed;
    clear();
  }

  public void add(RatedEntry rated) {
    MonthEntry entry = rated.entry();
    if (last != null && !last.entry().isBookedWith(entry)) {
      close();
    }
    entries.add(entry);
    last = rated;
    tariff = rated.tariffId() == null ? tariff : rated.tariffId();
    quantity += entry.quantity();
    billed += entry.billedQuantity();
    cost = cost.plus(entry.cost());
    price = price.plus(entry.price());
    costIsReal = (costIsReal || entry.kind() == EntryKind.REAL_COST) && !comesToNothing(entry);
  }

  /** Once the last entry was added. */
  public void end() {
    if (last != null) {
      close();
    }
  }

  /** What was taken back whole has no real cost any more. */
  private boolean comesToNothing(MonthEntry entry) {
    return entry.kind() == EntryKind.CORRECTION
        && quantity == 0
        && billed == 0
        && cost.amount().signum() == 0
        && price.amount().signum() == 0;
  }

  private void close() {
    closed.accept(
        new StandingUsage(entries, usage(last), tariff, quantity, billed, cost, price, costIsReal));
    clear();
  }

  private void clear() {
    entries.clear();
    last = null;
    tariff = null;
    costIsReal = false;
    quantity = 0;
    billed = 0;
    cost = Money.zero("BRL");
    price = Money.zero("BRL");
  }

  private static Usage usage(RatedEntry rated) {
    MonthEntry entry = rated.entry();
    return new Usage(
        entry.meter(),
        ratedAs(entry.leg()),
        entry.carrier(),
        entry.direction(),
        entry.destinationClass(),
        entry.party(),
        rated.usedQuantity(),
        entry.occurredAt(),
        rated.until(),
        rated.precedingQuantity());
  }

  /** A second leg of one name is a usage of its own, and rated as the first. */
  public static String ratedAs(String leg) {
    if (leg == null) {
      return null;
    }
    int end = leg.length();
    while (end > 0 && Character.isDigit(leg.charAt(end - 1))) {
      end--;
    }
    return end < leg.length() && end > 1 && leg.charAt(end - 1) == '-'
        ? leg.substring(0, end - 1)
        : leg;
  }
}
