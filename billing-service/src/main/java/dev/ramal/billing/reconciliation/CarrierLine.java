package dev.ramal.billing.reconciliation;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A row of a carrier's detail file, understood.
 *
 * @param row of the file, the heading is 1
 * @param reference the carrier's name of the leg or message; null when the row names none
 * @param part which product of it the row charges; null when there is one only
 * @param party the other side, E.164 where it is a number; null when not said
 * @param startedAt null when not said
 * @param quantity seconds or segments; null when the row does not measure it
 * @param amount positive when the carrier charges it, six decimals; null when it has no price yet
 * @param currency ISO 4217; null without an amount
 */
record CarrierLine(
    long row,
    String reference,
    String part,
    String party,
    Instant startedAt,
    Long quantity,
    BigDecimal amount,
    String currency) {}
