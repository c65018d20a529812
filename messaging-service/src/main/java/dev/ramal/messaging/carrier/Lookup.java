package dev.ramal.messaging.carrier;

import dev.ramal.messaging.message.StatusReported;
import java.util.List;

/** What a carrier knows of a message. */
public sealed interface Lookup {
  /** The carrier knows it by its id. */
  record Found(StatusReported status) implements Lookup {}

  /**
   * The id is not known: messages of the same numbers and text, sent since we handed ours over.
   * Several can be ours only if an equal text was sent twice; none is the proof that it was never
   * created, once the carrier's list has had time to settle.
   */
  record Candidates(List<StatusReported> statuses) implements Lookup {
    public Candidates {
      statuses = List.copyOf(statuses);
    }
  }

  /** The carrier cannot say, now or at all. */
  record Undecided(String why) implements Lookup {}
}
