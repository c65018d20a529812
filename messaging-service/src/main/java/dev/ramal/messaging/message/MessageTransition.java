package dev.ramal.messaging.message;

import java.util.List;

/** What became of a fact. */
public sealed interface MessageTransition {

  /**
   * @param message the message as it is now
   * @param events data of the events to publish, in order; perhaps empty
   */
  record Applied(Message message, List<Record> events) implements MessageTransition {
    public Applied {
      events = List.copyOf(events);
    }
  }

  /** It changes nothing and never will: acknowledge and count. */
  record Ignored(IgnoreReason reason) implements MessageTransition {
    /** Why a fact had no effect; the label of the counter. */
    public enum IgnoreReason {
      REPEATED,
      LATE,
      FAILURE_AFTER_ARRIVAL,
      CLOSED
    }
  }

  /** It presupposes something that has not happened yet: ask again later. */
  record NotYet(String reason) implements MessageTransition {}
}
