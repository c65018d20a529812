package dev.ramal.calls.call;

/** What became of the wish to dial a leg. Members of {@link FactBody}. */
public interface DialingBodies {
  /** We refused the call before any carrier was asked. */
  record Denied(String rule, String evidence) implements FactBody {}

  /**
   * The command to dial a leg was stored. The last order of the agent's leg says which way the call
   * goes: an earlier one came to nothing.
   *
   * @param route null for a lead's leg, which goes the way of the agent's, and where nobody chose
   */
  record Ordered(String address, Route route) implements FactBody {
    public Ordered(String address) {
      this(address, null);
    }

    /** Whether the leg was ordered before, another way. */
    boolean isAnew() {
      return route != null && route.instead() != null;
    }
  }

  /** The carrier took the leg; its handle is the fact's. */
  record Accepted(String sessionId) implements FactBody {}

  /** The command went out and nobody knows what became of it. */
  record Unclear(String reason) implements FactBody {}

  /** The carrier would not take the leg. */
  record Refused(String code, String reason) implements FactBody {}

  /** The command was withdrawn before anything was sent. */
  record Dropped(String reason) implements FactBody {}
}
