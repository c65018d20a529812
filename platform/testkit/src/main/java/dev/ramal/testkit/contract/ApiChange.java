package dev.ramal.testkit.contract;

/**
 * One thing that clients of a released document find otherwise.
 *
 * @param breaks whether a client that keeps to the released document stops working
 * @param where operation and place, as in {@code POST /api/calls request.to}
 */
public record ApiChange(boolean breaks, String where, String what) {

  @Override
  public String toString() {
    return (breaks ? "BREAKS " : "adds ") + where + ": " + what;
  }
}
