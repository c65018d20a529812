package dev.ramal.billing.ledger.chain;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far an organization's ledger is sealed. Whoever notes position and hash can tell later
 * whether what stood then still stands.
 *
 * @param entries of the ledger
 * @param position of the newest sealed entry, counted from 1; 0 while none is sealed
 * @param hash of that entry, SHA-256 in hexadecimal; that of the empty ledger while none is sealed
 * @param entryId null while none is sealed
 * @param sealedAt null while none is sealed
 */
@Schema(name = "LedgerHead")
public record ChainHead(
    long entries,
    long position,
    @Schema(pattern = "^[0-9a-f]{64}$") String hash,
    @Schema(nullable = true) UUID entryId,
    @Schema(nullable = true) Instant sealedAt) {}
