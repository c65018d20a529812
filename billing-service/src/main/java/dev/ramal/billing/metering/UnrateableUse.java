package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.rating.Usage;

/** A use that no tariff covers, and why. */
record UnrateableUse(UsageKey key, String reason, Usage usage) {}
