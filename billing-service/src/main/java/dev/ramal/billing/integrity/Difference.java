package dev.ramal.billing.integrity;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where something that is kept does not say what follows from the ledger.
 *
 * @param place which row: hour and line, usage, call, document, export
 * @param expected what follows from the ledger
 * @param found what is kept; empty where nothing is
 */
@Schema(name = "IntegrityDifference")
public record Difference(String place, String expected, String found) {}
