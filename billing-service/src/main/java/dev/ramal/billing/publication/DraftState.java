package dev.ramal.billing.publication;

import java.util.Arrays;

/** Where a draft of a tariff stands. */
enum DraftState {
  /** It may be rewritten. */
  DRAFT("draft"),
  /** It is fixed and waits for another person. */
  PROPOSED("proposed"),
  /** It is a tariff. */
  PUBLISHED("published"),
  /** Nothing comes of it. */
  DISCARDED("discarded");

  private final String wire;

  DraftState(String wire) {
    this.wire = wire;
  }

  /** As it is stored and told. */
  String wire() {
    return wire;
  }

  /** Null for a word that is none. */
  static DraftState find(String wire) {
    return Arrays.stream(values()).filter(s -> s.wire.equals(wire)).findFirst().orElse(null);
  }
}
