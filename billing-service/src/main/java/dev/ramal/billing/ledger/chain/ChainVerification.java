package dev.ramal.billing.ledger.chain;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What recomputing a part of the chain came to.
 *
 * @param after position from which it was recomputed: its hash was taken as it stands
 * @param through position of the last entry that was looked at; {@code after} when there is none
 * @param complete whether that is the newest sealed entry; else ask again with {@code
 *     after=through}
 * @param intact whether every hash follows from the entries, and no entry was put in beside them
 * @param hash of the entry at {@code through}, as recomputed; null where an entry is missing
 * @param brokenAt first position whose hash does not follow from its entry and the one before; null
 *     when intact
 * @param brokenEntryId which entry that is, or was; null when intact
 * @param besideTheChain how many entries of transactions that are sealed have no position: put in
 *     behind the seal; below zero where sealed entries are missing
 */
@Schema(name = "LedgerVerification")
public record ChainVerification(
    long after,
    long through,
    boolean complete,
    boolean intact,
    @Schema(nullable = true, pattern = "^[0-9a-f]{64}$") String hash,
    @Schema(nullable = true) Long brokenAt,
    @Schema(nullable = true) UUID brokenEntryId,
    long besideTheChain) {

  /** With what was counted beside the chain. */
  ChainVerification beside(long entries) {
    return new ChainVerification(
        after, through, complete, intact && entries == 0, hash, brokenAt, brokenEntryId, entries);
  }
}
