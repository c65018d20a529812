package dev.ramal.billing.ledger;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.rating.Meter;
import dev.ramal.kit.paging.Cursor;
import java.util.Optional;

/**
 * Which usage a list shows. What is null is not asked about.
 *
 * @param after the last one seen, its id a UUID; empty at the beginning
 */
public record UsageFilter(
    BillingMonth month,
    String subject,
    String subjectId,
    Meter meter,
    Optional<Cursor> after,
    int most) {}
