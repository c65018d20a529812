package dev.ramal.calls.call;

import java.util.List;

/** What became of a fact. */
public sealed interface Transition {
  /**
   * The fact is part of the call now.
   *
   * @param events in the order in which they must be published; often none
   */
  record Applied(Call call, List<Record> events) implements Transition {
    public Applied {
      events = List.copyOf(events);
    }
  }

  /** The fact changes nothing and will never change anything. */
  record Ignored(String reason) implements Transition {}

  /** The fact cannot be placed before something else has arrived. */
  record NotYet(String reason) implements Transition {}
}
