package dev.ramal.billing.reconciliation;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a line may differ and still count as the same, cause by cause.
 *
 * @param seconds of a call's duration; segments of messages have none
 * @param price amount in the currency of the line
 * @param pricePercent of what the carrier had named before; the larger of both counts
 * @param estimatePercent of our estimate, where the carrier has named no price yet
 * @param currencyPercent of a price that was named in another currency, after conversion
 * @param pairingSeconds between the times at which both have a call, where it is not paired by the
 *     carrier's own name of it
 * @param edgeMinutes at both ends of the month in which nothing is missed
 */
@Schema(name = "ReconciliationTolerances")
record Tolerances(
    int seconds,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal price,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal pricePercent,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal estimatePercent,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal currencyPercent,
    int pairingSeconds,
    int edgeMinutes) {}
