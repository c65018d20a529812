package dev.ramal.billing.invoicing;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** In which direction a note corrects its invoice. */
public enum InvoiceNoteKind {
  /** Gives back what was charged too much. */
  CREDIT_NOTE("credit-note", Series.CREDIT_NOTE),
  /** Charges what was charged too little. */
  DEBIT_NOTE("debit-note", Series.DEBIT_NOTE);

  private final String wire;
  private final Series series;

  InvoiceNoteKind(String wire, Series series) {
    this.wire = wire;
    this.series = series;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  Series series() {
    return series;
  }

  static InvoiceNoteKind of(String wire) {
    return Arrays.stream(values())
        .filter(kind -> kind.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no kind of note: " + wire));
  }
}
