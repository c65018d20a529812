package dev.ramal.billing.publication;

import java.util.Arrays;

/** What was done to a tariff before it was one. */
enum ChangeAction {
  DRAFTED("drafted"),
  REWRITTEN("rewritten"),
  PROPOSED("proposed"),
  RETURNED("returned"),
  DISCARDED("discarded"),
  PUBLISHED("published"),
  /** By one person alone, where the operator's setting allows it. */
  PUBLISHED_ALONE("published-alone");

  private final String wire;

  ChangeAction(String wire) {
    this.wire = wire;
  }

  /** As it is stored and told. */
  String wire() {
    return wire;
  }

  /**
   * @throws IllegalArgumentException for a word that is none
   */
  static ChangeAction of(String wire) {
    return Arrays.stream(values())
        .filter(action -> action.wire.equals(wire))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such action: " + wire));
  }
}
