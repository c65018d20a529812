package dev.ramal.billing.tariffs;

import java.time.Instant;
import java.util.UUID;

/**
 * A tariff as the API shows it.
 *
 * @param owner {@code reference} or {@code organization}
 */
public record TariffView(UUID id, String owner, Instant createdAt, TariffDocument tariff) {}
