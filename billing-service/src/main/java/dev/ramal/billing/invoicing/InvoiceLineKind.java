package dev.ramal.billing.invoicing;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.billing.conditions.AdjustmentKind;

/** What a line of an invoice charges, in the order in which they stand on it. */
public enum InvoiceLineKind {
  USAGE("usage"),
  PLAN_FEE("plan-fee"),
  VOLUME_DISCOUNT("volume-discount"),
  DISCOUNT("discount"),
  MINIMUM("minimum"),
  TAX("tax");

  private final String wire;

  InvoiceLineKind(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  static InvoiceLineKind of(AdjustmentKind kind) {
    return switch (kind) {
      case VOLUME_DISCOUNT -> VOLUME_DISCOUNT;
      case DISCOUNT -> DISCOUNT;
      case MINIMUM -> MINIMUM;
    };
  }
}
