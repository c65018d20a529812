package dev.ramal.billing.tariffs;

import dev.ramal.billing.rating.Rule;
import dev.ramal.events.EventJson;
import dev.ramal.events.tariffs.TariffPublished;
import dev.ramal.events.tariffs.TariffPublished.CostRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Cuts what carriers charge by a tariff into parts that are small enough for a message. What
 * organizations pay is in none of them.
 */
final class TariffParts {
  /** A tenth of what a broker takes, in characters. */
  static final int LARGEST = 100_000;

  private TariffParts() {}

  static List<TariffPublished> of(UUID id, TariffDocument document, boolean reference) {
    List<List<CostRule>> cut = cut(document.toTariff(id).rules());
    return IntStream.range(0, cut.size())
        .mapToObj(
            n ->
                new TariffPublished(
                    id.toString(),
                    document.version(),
                    reference,
                    document.validFrom(),
                    document.validTo(),
                    n + 1,
                    cut.size(),
                    cut.get(n)))
        .toList();
  }

  private static List<List<CostRule>> cut(List<Rule> rules) {
    List<List<CostRule>> parts = new ArrayList<>();
    int room = 0;
    for (Rule rule : rules) {
      CostRule cost = cost(rule);
      int length = EventJson.write(cost).length();
      if (parts.isEmpty() || length > room) {
        parts.add(new ArrayList<>());
        room = LARGEST;
      }
      parts.get(parts.size() - 1).add(cost);
      room -= length;
    }
    return parts;
  }

  private static CostRule cost(Rule rule) {
    return new CostRule(
        rule.id(),
        rule.meter().wire(),
        rule.leg(),
        rule.carrier(),
        rule.direction(),
        rule.destinationClass(),
        rule.prefix(),
        plain(rule.cost().perUnit()),
        plain(rule.cost().connectionFee()),
        rule.cost().currency(),
        rule.costIncrements().minimum(),
        rule.costIncrements().increment(),
        rule.costIncrements().grace());
  }

  /** Without an exponent. */
  private static String plain(BigDecimal amount) {
    return amount.toPlainString();
  }
}
