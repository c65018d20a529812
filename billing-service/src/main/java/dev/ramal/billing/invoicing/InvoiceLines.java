package dev.ramal.billing.invoicing;

import dev.ramal.events.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Lines of documents, added up and compared by what they come from. */
final class InvoiceLines {
  private InvoiceLines() {}

  static List<InvoiceLine> numbered(List<InvoiceLine> lines) {
    List<InvoiceLine> numbered = new ArrayList<>();
    lines.forEach(line -> numbered.add(line.numbered(numbered.size() + 1)));
    return numbered;
  }

  /** What they come to without taxes. */
  static Money statementTotal(List<InvoiceLine> lines) {
    return sum(lines, line -> !line.chargesTax());
  }

  static Money taxTotal(List<InvoiceLine> lines) {
    return sum(lines, InvoiceLine::chargesTax);
  }

  private static Money sum(List<InvoiceLine> lines, Predicate<InvoiceLine> of) {
    return lines.stream()
        .filter(of)
        .map(InvoiceLine::amount)
        .reduce(Money.zero("BRL"), Money::plus);
  }

  /**
   * What brings the documents to what the month comes to now: together with them it is exactly
   * that, line by line.
   *
   * @param charged the invoice and its notes, in order
   * @param now what the invoice would be
   * @return lines that differ, in the order of the invoice; what is there no more behind them
   */
  static List<InvoiceLine> difference(List<List<InvoiceLine>> charged, List<InvoiceLine> now) {
    Map<String, InvoiceLine> left = new LinkedHashMap<>();
    now.forEach(line -> left.put(line.source(), line));
    for (List<InvoiceLine> document : charged) {
      for (InvoiceLine line : document) {
        left.merge(line.source(), line.negated(), (a, b) -> a.minus(line));
      }
    }
    return numbered(
        left.values().stream().filter(line -> line.amount().amount().signum() != 0).toList());
  }
}
