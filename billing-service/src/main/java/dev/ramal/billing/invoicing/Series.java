package dev.ramal.billing.invoicing;

/** What is numbered: each series of an organization counts from 1, without a gap. */
enum Series {
  INVOICE("invoice"),
  CREDIT_NOTE("credit-note"),
  DEBIT_NOTE("debit-note");

  private final String wire;

  Series(String wire) {
    this.wire = wire;
  }

  String wire() {
    return wire;
  }
}
