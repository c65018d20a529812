package dev.ramal.billing.reconciliation;

import dev.ramal.events.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A row of the file or a usage of ours, and what it was compared with.
 *
 * @param place its row, the heading is 1; what the file does not have follows behind its last row
 * @param fileRows all rows by which one usage is billed; none for what the file does not have
 * @param duplicateOf the row that was there first; null for all but duplicates
 * @param carrierReference the carrier's name of it; null when unknown
 * @param matchedBy {@code reference} or {@code number-and-time}; null when it was not
 * @param usageId null, with subject, leg and our quantity, for what we know nothing of
 * @param occurredAt by the carrier's clock where it says so; null when nobody does
 * @param theirQuantity seconds or segments; null when the file does not measure it
 * @param theirs null when the file states no price, or several currencies
 * @param ours what the carrier had named before, else what the ledger estimates in BRL; null for
 *     what we know nothing of
 * @param oursIsNamed whether the carrier had named it
 * @param theirsInBrl null without an exchange rate
 * @param oursInBrl what the ledger has
 * @param asked what the carrier would have to give back, negative for what it charges too little;
 *     null where nothing can be said
 */
record ReconciledLine(
    long place,
    LineClass lineClass,
    List<Long> fileRows,
    Long duplicateOf,
    String carrierReference,
    String matchedBy,
    UUID usageId,
    String subject,
    String subjectId,
    String leg,
    String party,
    Instant occurredAt,
    Long theirQuantity,
    Long ourQuantity,
    Money theirs,
    Money ours,
    boolean oursIsNamed,
    Money theirsInBrl,
    Money oursInBrl,
    Money asked) {}
