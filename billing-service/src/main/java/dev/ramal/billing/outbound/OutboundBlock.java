package dev.ramal.billing.outbound;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What a person has forbidden to dial and to write to.
 *
 * @param prefix beginning of E.164 numbers with the plus sign; null for every number
 * @param blockedBy user name
 * @param liftedBy user name; null while it holds
 * @param liftedAt null while it holds
 * @param liftReason null when none was given
 */
record OutboundBlock(
    UUID id,
    String prefix,
    String reason,
    String blockedBy,
    Instant blockedAt,
    String liftedBy,
    Instant liftedAt,
    String liftReason) {

  /** No country's code begins with a zero. */
  private static final int FIRST_DIGIT = 1;

  private static final int LAST_DIGIT = 9;

  static OutboundBlock of(UUID id, String prefix, String reason, String by, Instant at) {
    return new OutboundBlock(id, prefix, reason, by, at, null, null, null);
  }

  OutboundBlock lifted(String by, Instant at, String why) {
    return new OutboundBlock(id, prefix, reason, blockedBy, blockedAt, by, at, why);
  }

  boolean isOpen() {
    return liftedAt == null;
  }

  /**
   * What the services that dial and send are told: one prefix, or all with which numbers begin.
   * They know blocks by their beginning, a digit at least.
   */
  List<BlockedPart> parts() {
    return prefix != null
        ? List.of(new BlockedPart(id.toString(), prefix))
        : IntStream.rangeClosed(FIRST_DIGIT, LAST_DIGIT)
            .mapToObj(digit -> new BlockedPart(id + "-" + digit, "+" + digit))
            .toList();
  }

  /**
   * A part of it under an id of its own.
   *
   * @param blockId the same when it is lifted
   */
  record BlockedPart(String blockId, String prefix) {}
}
