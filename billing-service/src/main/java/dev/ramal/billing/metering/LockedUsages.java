package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import java.util.Map;

/**
 * Usages that nobody else changes until the transaction ends.
 *
 * @param versions how often each has changed
 */
record LockedUsages(Map<UsageKey, UsageRecord> records, Map<UsageKey, Integer> versions) {}
