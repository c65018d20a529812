package dev.ramal.calls.carrier;

import java.util.List;

/** What the carrier said when it was asked about a leg. */
public sealed interface Lookup {

  /** The leg, known by its handle or by the state that we gave it. */
  record Found(LegReport report) implements Lookup {}

  /**
   * Legs between the same two numbers, taken around the same time: any of them may be another
   * call's.
   *
   * @param truths never empty
   */
  record Candidates(List<LegReport> reports) implements Lookup {}

  /** Proven: the carrier never took the command. Only this allows dialling again. */
  record NotCreated() implements Lookup {}

  /** The carrier could not be asked, or its answer proves nothing. Ask again later. */
  record CannotTell(String reason) implements Lookup {}
}
