package dev.ramal.billing.exports;

import dev.ramal.events.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the columns of amounts add up to.
 *
 * @param carrierPrices by currency; empty where every cost was named in reais
 * @param carrierDiscount BRL, as the following ones
 * @param margin null in files of before there was a column of it
 */
public record FileSums(
    SortedMap<String, BigDecimal> carrierPrices,
    BigDecimal carrierDiscount,
    BigDecimal cost,
    BigDecimal listPrice,
    BigDecimal price,
    BigDecimal margin) {
  private static final String BRL = "BRL";

  public FileSums {
    carrierPrices = new TreeMap<>(carrierPrices);
  }

  /** In the order of the columns, one for each currency. */
  public List<ControlTotal> controlTotals() {
    List<ControlTotal> totals = new ArrayList<>();
    carrierPrices.forEach(
        (currency, sum) ->
            totals.add(new ControlTotal(Column.CARRIER_PRICE.wire(), new Money(sum, currency))));
    totals.add(total(Column.CARRIER_DISCOUNT, carrierDiscount));
    totals.add(total(Column.COST, cost));
    totals.add(total(Column.LIST_PRICE, listPrice));
    totals.add(total(Column.PRICE, price));
    if (margin != null) {
      totals.add(total(Column.MARGIN, margin));
    }
    return totals;
  }

  /** What the ledger says of the cost, before discounts were taken off. */
  public BigDecimal costBeforeDiscount() {
    return cost.add(carrierDiscount);
  }

  private static ControlTotal total(Column column, BigDecimal sum) {
    return new ControlTotal(column.wire(), new Money(sum, BRL));
  }
}
