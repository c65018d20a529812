package dev.ramal.events.billing;

import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;

/**
 * A use of the service has a cost and a price.
 *
 * <p>Type {@code dev.ramal.billing.UsageRated}.
 *
 * @param carrier null when no carrier was reached or it was not said
 * @param subject call, recording (of a call), message, number (a month of one), storage (a month's
 *     recordings) or infrastructure (a month of it)
 * @param subjectId id of the call or message; of a recording, behind its call and a slash; of a
 *     number, with its month behind a slash; the month
 * @param leg of a call; null for a message
 * @param destinationClass null where the usage has no destination
 * @param meter voice-minute, machine-detection, recording-minute, transcription-minute,
 *     message-segment, number-month, recording-gb-month or infrastructure-month
 * @param quantity seconds talked, recorded or transcribed, machine detections, segments sent, days
 *     of a commercial month, megabyte-months or months
 * @param billedQuantity after minimum and increment
 * @param unit second, call (of a machine detection), segment, day or megabyte
 * @param cost what the carrier is expected to charge, BRL
 * @param price what the organization pays, BRL
 * @param explanation one step a line
 * @param month yyyy-MM in America/Sao_Paulo
 * @param entryId of the entry of the ledger, as the ledger lists it; null in events of before
 */
public record UsageRated(
    String usageId,
    String subject,
    String subjectId,
    String leg,
    String meter,
    DestinationClass destinationClass,
    Carrier carrier,
    long quantity,
    long billedQuantity,
    String unit,
    String tariffVersion,
    Money cost,
    Money price,
    List<String> explanation,
    Instant occurredAt,
    String month,
    String entryId) {
  public static final String TYPE = "dev.ramal.billing.UsageRated";

  public UsageRated {
    explanation = explanation == null ? List.of() : List.copyOf(explanation);
  }
}
