package dev.ramal.calls.carrier;

/** What the carrier said when it was asked about a leg. */
public sealed interface Lookup {

  record Found(LegTruth truth) implements Lookup {}

  /** Proven: the carrier never took the command. Only this allows dialling again. */
  record NotCreated() implements Lookup {}

  /** The carrier could not be asked, or its answer proves nothing. Ask again later. */
  record CannotTell(String reason) implements Lookup {}
}
