package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Which leg of a call: the lead's or an agent's. A call that is offered to one agent after the
 * other, or handed over, has an {@code agent}, an {@code agent-2}, an {@code agent-3} and so on.
 * There is one instance for each, so {@code ==} holds.
 */
public final class LegName {
  /** How many agents a call can have had. */
  public static final int MOST_AGENTS = 99;

  /** What it is and where an ordinal stands, for documents: {@code agent}, {@code agent-2}. */
  public static final String PATTERN = "lead|agent(-[1-9][0-9]?)?";

  private static final LegName[] AGENTS =
      IntStream.rangeClosed(1, MOST_AGENTS)
          .mapToObj(n -> new LegName(n == 1 ? "agent" : "agent-" + n, n))
          .toArray(LegName[]::new);

  /** The first, and mostly the only one. */
  public static final LegName AGENT = AGENTS[0];

  public static final LegName LEAD = new LegName("lead", 0);

  private final String wire;
  private final String name;
  private final int ordinal;

  private LegName(String wire, int ordinal) {
    this.wire = wire;
    this.name = wire.toUpperCase(Locale.ROOT);
    this.ordinal = ordinal;
  }

  /**
   * The leg of one of the agents of a call.
   *
   * @param ordinal from 1
   * @throws IndexOutOfBoundsException beyond {@link #MOST_AGENTS}
   */
  public static LegName agent(int ordinal) {
    return AGENTS[ordinal - 1];
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** As it stands in the keys of stored commands. */
  public String name() {
    return name;
  }

  public boolean isAgent() {
    return ordinal > 0;
  }

  /** Which agent of the call it is, from 1; 0 for the lead. */
  public int ordinal() {
    return ordinal;
  }

  /** Null for null and for a word that this version does not know. */
  @JsonCreator
  public static LegName find(String wire) {
    return LEAD.wire.equals(wire) ? LEAD : WireWords.find(AGENTS, LegName::wire, wire);
  }

  @Override
  public String toString() {
    return name;
  }
}
