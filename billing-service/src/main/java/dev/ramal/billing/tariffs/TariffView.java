package dev.ramal.billing.tariffs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A tariff as the API shows it.
 *
 * @param owner {@code reference} or {@code organization}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Tariff")
public record TariffView(
    UUID id,
    @Schema(enumeration = {"reference", "organization"}) String owner,
    Instant createdAt,
    TariffDocument tariff) {}
