package dev.ramal.billing.rating;

import dev.ramal.events.Money;
import java.util.List;
import java.util.UUID;

/** What became of a usage in front of the tariffs. */
public sealed interface Rating {

  /**
   * It costs and it is paid for.
   *
   * @param billedQuantity after minimum and increment
   * @param cost expected of the carrier, BRL, with its original amount and exchange rate
   * @param price before any plan's allowance, BRL
   * @param explanation the steps, pt-BR
   */
  record Rated(
      UUID tariffId,
      String tariffVersion,
      String ruleId,
      long billedQuantity,
      Converted cost,
      Money price,
      List<String> explanation)
      implements Rating {
    public Rated {
      explanation = List.copyOf(explanation);
    }
  }

  /** Nothing was used (not answered, or inside the grace): no entry is written. */
  record NotCharged(String reason) implements Rating {}

  /** Used, but no tariff or exchange rate covers it: listed until somebody adds one. */
  record Unrateable(String reason) implements Rating {}
}
