package dev.ramal.billing.ledger;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What led to an entry, and what led to that.
 *
 * @param cause null on entries of before it was kept
 * @param event id of the event, or the name of what this service did; never null
 * @param callback what led to that event: nearly always the id under which the gateway published
 *     the carrier's callback (Telnyx's own event id, or {@code twilio-} and a hash of the
 *     callback), otherwise the id of a deadline's job or of a command to the carrier; null where
 *     nothing did, and on entries of before it was kept
 * @param carrierReference by which name the carrier knows the usage: call sid, call control id,
 *     message id; null where it knows none, and on entries of before it was kept
 */
public record EntryOrigin(
    @Schema(nullable = true) EntryCause cause,
    String event,
    @Schema(nullable = true) String callback,
    @Schema(nullable = true) String carrierReference) {
  /** Of which no more than the event is known. */
  public static EntryOrigin of(String event) {
    return new EntryOrigin(null, event, null, null);
  }

  /**
   * An event of another service.
   *
   * @param causation of the event; null at the root
   */
  public static EntryOrigin of(String event, String causation) {
    return new EntryOrigin(
        causation == null ? EntryCause.INQUIRY : EntryCause.EVENT, event, causation, null);
  }

  public static EntryOrigin metered(String name) {
    return new EntryOrigin(EntryCause.METERING, name, null, null);
  }

  public static EntryOrigin rerated(String command) {
    return new EntryOrigin(EntryCause.RERATING, command, null, null);
  }

  /** The same, of what the carrier knows by that name. */
  public EntryOrigin knownAs(String reference) {
    return new EntryOrigin(cause, event, callback, reference);
  }
}
