package dev.ramal.billing.integrity;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is kept beside the entries of a month, and must follow from them. */
public enum CheckedPart {
  /** What statements are drawn up from. */
  MONTH_SUMS("month-sums"),
  /** What budgets are judged by. */
  MONTH_SPEND("month-spend"),
  /** What stands of each usage: what the next entry is the difference to. */
  USAGE_RECORDS("usage-records"),
  /** What is told of each call. */
  CALL_COSTS("call-costs"),
  /** The accounts of the journal against the ledger. */
  ACCOUNTS("accounts"),
  /** The invoice and its notes against what the month comes to, and their numbers. */
  INVOICE("invoice"),
  /** The PDFs as they were first sent. */
  DOCUMENT_FILES("document-files"),
  /** The totals that exports keep against what the entries that they saw come to. */
  EXPORTS("exports"),
  /** Manifests against their digests, their files' control totals and the ledger. */
  MANIFESTS("manifests");

  private final String wire;

  CheckedPart(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }
}
