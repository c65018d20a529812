package dev.ramal.billing.exports;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up the amounts that pass by on their way into a file. Not thread-safe. */
final class SummedTable implements TableFile {
  private final TableFile file;
  private final List<Column> columns;
  private final Map<String, BigDecimal> carrierPrices = new TreeMap<>();
  private BigDecimal carrierDiscount = BigDecimal.ZERO;
  private BigDecimal cost = BigDecimal.ZERO;
  private BigDecimal listPrice = BigDecimal.ZERO;
  private BigDecimal price = BigDecimal.ZERO;
  private BigDecimal margin;
  private BigDecimal carrierPrice;
  private int column;

  SummedTable(TableFile file, List<Column> columns) {
    this.file = file;
    this.columns = columns;
    this.margin = columns.contains(Column.MARGIN) ? BigDecimal.ZERO : null;
  }

  /** What was added so far. */
  FileSums sums() {
    return new FileSums(
        new TreeMap<>(carrierPrices), carrierDiscount, cost, listPrice, price, margin);
  }

  @Override
  public void header(List<String> headings) {
    file.header(headings);
  }

  @Override
  public TableFile field(Object value) {
    if (value != null) {
      add(columns.get(column), value);
    }
    column++;
    file.field(value);
    return this;
  }

  private void add(Column of, Object value) {
    switch (of) {
      case CARRIER_PRICE -> carrierPrice = (BigDecimal) value;
      case CARRIER_CURRENCY -> carrierPrices.merge((String) value, carrierPrice, BigDecimal::add);
      case CARRIER_DISCOUNT -> carrierDiscount = carrierDiscount.add((BigDecimal) value);
      case COST -> cost = cost.add((BigDecimal) value);
      case LIST_PRICE -> listPrice = listPrice.add((BigDecimal) value);
      case PRICE -> price = price.add((BigDecimal) value);
      case MARGIN -> margin = margin.add((BigDecimal) value);
      default -> {
        // no amount
      }
    }
  }

  @Override
  public void endLine() {
    column = 0;
    file.endLine();
  }

  @Override
  public void explain(String name, List<? extends List<?>> rows) {
    file.explain(name, rows);
  }

  @Override
  public void end() {
    file.end();
  }

  @Override
  public byte[] take() {
    return file.take();
  }
}
