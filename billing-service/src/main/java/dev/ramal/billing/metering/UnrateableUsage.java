package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.Usage;

/** A usage that no tariff covers, and why. */
record UnrateableUsage(UsageKey key, String reason, Usage usage) {}
