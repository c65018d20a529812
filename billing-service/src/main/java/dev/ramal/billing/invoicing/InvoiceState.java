package dev.ramal.billing.invoicing;

import com.fasterxml.jackson.annotation.JsonValue;

/** What becomes of an invoice: a draft follows its month, an issued one is never changed. */
public enum InvoiceState {
  DRAFT("draft"),
  ISSUED("issued");

  private final String wire;

  InvoiceState(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  static InvoiceState of(String wire) {
    return DRAFT.wire.equals(wire) ? DRAFT : ISSUED;
  }
}
