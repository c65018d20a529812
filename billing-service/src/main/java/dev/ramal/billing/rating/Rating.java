package dev.ramal.billing.rating;

import dev.ramal.billing.rating.TariffBook.Match;
import dev.ramal.events.Money;
import java.util.List;
import java.util.UUID;

/** What became of a usage in front of the tariffs. */
public sealed interface Rating {

  /**
   * It is paid for, or costs what nobody pays for: inside the grace, where the carrier charges what
   * the organization is not charged for.
   *
   * @param match which rule of which tariff says so
   * @param billedQuantity after minimum and increment
   * @param costInItsCurrency expected of the carrier
   * @param cost the same in BRL; null while no exchange rate is known: what the organization pays
   *     does not wait for it
   * @param price before any plan's allowance, BRL
   */
  record Rated(
      Usage usage,
      Match match,
      long billedQuantity,
      Money costInItsCurrency,
      Converted cost,
      Money price)
      implements Rating {
    public UUID tariffId() {
      return match.tariff().id();
    }

    public String tariffVersion() {
      return match.tariff().version();
    }

    public String ruleId() {
      return match.rule().id();
    }

    /** The steps, pt-BR; written only for those who read them. */
    public List<String> explanation() {
      return RatingText.steps(this);
    }
  }

  /**
   * Nothing was used (not answered), or so little that it is free and costs nothing: no entry is
   * written.
   */
  record NotCharged(String reason) implements Rating {}

  /** Used, but no tariff covers it or can be computed with: listed until somebody adds one. */
  record Unrateable(String reason) implements Rating {}
}
