package dev.ramal.messaging.alerting;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether somebody takes care of an alert, and whether it is over. */
enum AlertState {
  OPEN("acknowledged_at is null and resolved_at is null"),
  ACKNOWLEDGED("acknowledged_at is not null and resolved_at is null"),
  RESOLVED("resolved_at is not null");

  private final String condition;

  AlertState(String condition) {
    this.condition = condition;
  }

  static Optional<AlertState> find(String word) {
    return Arrays.stream(values()).filter(state -> state.wire().equals(word)).findFirst();
  }

  static String[] words() {
    return Arrays.stream(values()).map(AlertState::wire).toArray(String[]::new);
  }

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of rows, as the indexes of lists have it. */
  String condition() {
    return condition;
  }
}
