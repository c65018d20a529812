package dev.ramal.billing.reconciliation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** Which sign an amount has that the carrier charges; one of the other sign is given back. */
enum Charge {
  POSITIVE("positive"),
  NEGATIVE("negative");

  private final String wire;

  Charge(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** What the carrier wants for it. */
  BigDecimal cost(BigDecimal amount) {
    return this == NEGATIVE ? amount.negate() : amount;
  }

  static Optional<Charge> find(String wire) {
    return Arrays.stream(values()).filter(charge -> charge.wire.equals(wire)).findFirst();
  }

  /**
   * @throws IllegalArgumentException for an unknown word
   */
  @JsonCreator
  static Charge of(String wire) {
    return find(wire).orElseThrow(() -> new IllegalArgumentException("no such sign: " + wire));
  }

  static String[] words() {
    return Arrays.stream(values()).map(Charge::wire).toArray(String[]::new);
  }
}
