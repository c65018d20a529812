package dev.ramal.crm.port;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A deal in the CRM.
 *
 * @param name null when the CRM has none
 * @param status ongoing or paused
 * @param createdAt null when the CRM does not say
 * @param namesContact whether the CRM says of it whose it is; not told to others
 */
public record CrmDeal(
    String id,
    @Schema(nullable = true) String name,
    String status,
    @Schema(nullable = true) Instant createdAt,
    @JsonIgnore @Schema(hidden = true) boolean namesContact) {}
