package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.time.Instant;

/** What other services' events say about one usage. Facts come twice, late and in any order. */
public sealed interface UsageFact {
  UsageKey key();

  /**
   * So much was used. A higher revision replaces a lower one whole.
   *
   * @param usage with quantity 0 when nothing was, as in a call nobody answered
   * @param by who used it; never null
   * @param reference by which name the carrier knows it; never null
   * @param exactTime whether it was used then; false where only this report of it was, which says
   *     nothing against the time of an earlier one
   */
  record Used(
      UsageKey key,
      int revision,
      Usage usage,
      Attribution by,
      CarrierReference reference,
      boolean exactTime)
      implements UsageFact {
    public Used(
        UsageKey key, int revision, Usage usage, Attribution by, CarrierReference reference) {
      this(key, revision, usage, by, reference, true);
    }

    /** Of which the carrier's name is not known. */
    public Used(UsageKey key, int revision, Usage usage, Attribution by) {
      this(key, revision, usage, by, CarrierReference.NONE);
    }

    Used continuing(long preceding) {
      return new Used(key, revision, usage.continuing(preceding), by, reference, exactTime);
    }
  }

  /**
   * The carrier named its real price.
   *
   * @param cost positive, in the carrier's currency
   * @param costedAt the latest price holds
   */
  record Costed(UsageKey key, Money cost, Instant costedAt) implements UsageFact {}
}
