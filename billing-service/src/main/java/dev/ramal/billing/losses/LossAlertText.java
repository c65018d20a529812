package dev.ramal.billing.losses;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What people read of a day's losses, pt-BR. Of amounts it says nothing: alerts are read by more
 * people than costs are ({@link dev.ramal.billing.CostVisibility}). Pure.
 */
final class LossAlertText {
  /** Rules that are named; of more there is the number. */
  static final int NAMED = 10;

  private LossAlertText() {}

  /**
   * @param rules of one organization, at least one and at most {@link #NAMED}
   */
  static String of(List<ToldRule> rules) {
    ToldRule first = rules.get(0);
    long more = first.rules() - rules.size();
    return ("Há uso vendido por menos do que custa, por %s: %s%s. Veja GET"
            + " /api/billing/usage/%s e reveja a tarifa.")
        .formatted(
            first.rules() == 1 ? "uma regra" : first.rules() + " regras",
            rules.stream().map(LossAlertText::named).collect(Collectors.joining(", ")),
            more > 0 ? " e mais " + more : "",
            first.usageId());
  }

  private static String named(ToldRule told) {
    return "%s da tarifa %s (%s)"
        .formatted(told.rule().rule(), told.rule().tariff(), told.toldAs());
  }
}
