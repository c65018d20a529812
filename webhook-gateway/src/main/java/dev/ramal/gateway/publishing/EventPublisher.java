package dev.ramal.gateway.publishing;

import dev.ramal.events.Event;

/** Hands events to the broker. */
public interface EventPublisher {

  /**
   * Sends one event and tells how it went, once, on any thread. Never blocks and never throws.
   *
   * <p>Failure policy: a failure means that the broker did not acknowledge in time, not that it has
   * nothing. The carrier repeats, and the repetition carries the same event id: duplicated rather
   * than lost.
   */
  void publish(Event<?> event, Completion completion);

  /** Whether the broker has told where every topic lives. */
  boolean isReady();

  /** Learns how a send went. */
  interface Completion {
    /**
     * @param failure null when the broker has acknowledged
     */
    void completed(Exception failure);
  }
}
