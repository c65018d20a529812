package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.metering.UsageFact.Costed;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Money;
import java.time.Instant;

/**
 * What was reported of a usage: the highest revision and the latest price of the carrier hold, in
 * whatever order they came.
 *
 * @param revision of the usage; -1 before the first
 * @param usage null before the first
 * @param by who used it, as the latest report that knew it said; never null
 * @param carrierPrice null until the carrier names it
 * @param costedAt null until the carrier names its price
 * @param reference by which name the carrier knows it, as the latest report that said so; never
 *     null
 */
public record ReportedUsage(
    int revision,
    Usage usage,
    Attribution by,
    Money carrierPrice,
    Instant costedAt,
    CarrierReference reference) {
  static final ReportedUsage NOTHING =
      new ReportedUsage(-1, null, Attribution.UNKNOWN, null, null, CarrierReference.NONE);

  /** Whether the fact says nothing that is not known already, or known better. */
  boolean covers(UsageFact fact) {
    if (fact instanceof Used used) {
      return used.revision() <= revision;
    }
    Costed costed = (Costed) fact;
    return costedAt != null && !costed.costedAt().isAfter(costedAt);
  }

  ReportedUsage with(UsageFact fact) {
    if (fact instanceof Used used) {
      return new ReportedUsage(
          used.revision(),
          usage == null || used.exactTime() ? used.usage() : used.usage().at(usage.occurredAt()),
          used.by().isUnknown() ? by : used.by(),
          carrierPrice,
          costedAt,
          used.reference().isNone() ? reference : used.reference());
    }
    Costed costed = (Costed) fact;
    return new ReportedUsage(revision, usage, by, costed.cost(), costed.costedAt(), reference);
  }

  ReportedUsage continuing(long preceding) {
    return new ReportedUsage(
        revision, usage.continuing(preceding), by, carrierPrice, costedAt, reference);
  }
}
