package dev.ramal.billing.reconciliation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What is read of a row of a carrier's detail file, whatever the carrier calls it. */
enum DetailColumn {
  /** The carrier's name of the leg or message. */
  REFERENCE("reference"),
  /** Which product the row charges, where one leg has a row for each. */
  PART("part"),
  STARTED_AT("startedAt"),
  FROM("from"),
  TO("to"),
  DIRECTION("direction"),
  /** Seconds or segments. */
  QUANTITY("quantity"),
  AMOUNT("amount"),
  CURRENCY("currency");

  private final String wire;

  DetailColumn(String wire) {
    this.wire = wire;
  }

  /** The word in requests, in the forms of the carriers and in the store. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /** Empty for null and for an unknown word. */
  static Optional<DetailColumn> find(String wire) {
    return Arrays.stream(values()).filter(column -> column.wire.equals(wire)).findFirst();
  }

  /**
   * @throws IllegalArgumentException for an unknown word
   */
  @JsonCreator
  static DetailColumn of(String wire) {
    return find(wire)
        .orElseThrow(
            () -> new IllegalArgumentException("no such column of a detail file: " + wire));
  }

  static String[] words() {
    return Arrays.stream(values()).map(DetailColumn::wire).toArray(String[]::new);
  }
}
