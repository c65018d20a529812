package dev.ramal.calls.carrier;

/** How a carrier learns what an answered leg does. */
public sealed interface Steering {

  /** It asks when the leg answers and takes the whole plan as one document. */
  record ByAnswer() implements Steering {}

  /** It does nothing until it is told: one command for each instruction. */
  record ByCommand(LegCommands commands) implements Steering {}
}
