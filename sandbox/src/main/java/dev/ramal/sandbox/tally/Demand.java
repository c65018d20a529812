package dev.ramal.sandbox.tally;

/** What must hold of all that was wanted. */
public enum Demand {
  /** People noticed nothing: each call was spoken, each message arrived, nothing failed. */
  UNDISTURBED,

  /** Something was away for a while: all came to one end, whichever, and nothing happened twice. */
  SURVIVED
}
