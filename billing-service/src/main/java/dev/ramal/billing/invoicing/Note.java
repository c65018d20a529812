package dev.ramal.billing.invoicing;

import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.UUID;

/**
 * A credit or debit note.
 *
 * @param ordinal among the notes of the invoice, from 1
 * @param number in the series of its kind
 */
record Note(
    UUID id,
    TenantId tenant,
    UUID invoiceId,
    int ordinal,
    InvoiceNoteKind kind,
    long number,
    NoteDocument document,
    Instant issuedAt,
    String issuedBy) {}
