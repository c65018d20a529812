package dev.ramal.billing.tariffs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;

/**
 * A tariff as the API shows it.
 *
 * @param owner {@code reference} or {@code organization}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TariffView(UUID id, String owner, Instant createdAt, TariffDocument tariff) {}
