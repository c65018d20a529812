package dev.ramal.billing.reconciliation;

import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A carrier's detail file, compared.
 *
 * @param connectionId our id of the account; null for all of the carrier's
 * @param direction of the messages that are compared; null for both
 * @param zone in which months were cut
 * @param sha256 of the file
 * @param rows of the file, the heading not counted
 * @param skippedRows of a direction that is not compared
 * @param columns which heading each column was read from
 * @param run from 1; another one when the same file was compared again
 * @param totals what the lines of each class add up to
 */
record Reconciliation(
    UUID id,
    BillingMonth month,
    Carrier carrier,
    DetailKind kind,
    String connectionId,
    Direction direction,
    ZoneId zone,
    String sha256,
    long bytes,
    long rows,
    long skippedRows,
    Map<DetailColumn, String> columns,
    Tolerances tolerances,
    int run,
    String requestedBy,
    Instant createdAt,
    List<ClassTotal> totals) {}
