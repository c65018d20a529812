package dev.ramal.calls.volume;

/** What Anatel calls short. */
public final class ShortCalls {
  /**
   * How long a call lasts at most that is short: despacho decisório 22/2024, in force since
   * 2024-06-01, says "até 6 segundos". Where a summary says "under 6", this is the careful reading:
   * it brakes rather too soon than too late.
   */
  public static final int SECONDS = 6;

  private ShortCalls() {}
}
