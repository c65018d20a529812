package dev.ramal.billing.tariffs;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tariff as the API shows it.
 *
 * @param owner {@code reference} or {@code organization}
 */
@Schema(name = "Tariff")
public record TariffView(
    UUID id,
    @Schema(enumeration = {"reference", "organization"}) String owner,
    Instant createdAt,
    TariffDocument tariff) {}
