package dev.ramal.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whether a warm-up is over: nothing became cheaper for some turns. What the compiler has not seen
 * often enough takes several times as long, and a busy machine compiles late. A rate would say
 * less: it falls with whatever else the machine does.
 */
public final class Steadiness {
  private static final int STEADY_TURNS = 2;
  private static final int MOST_TURNS = 12;
  private static final double CHEAPER = 0.95;

  private final Map<String, Double> least = new LinkedHashMap<>();
  private int turns;
  private int steady;

  /**
   * Adds what one turn has cost.
   *
   * @param costs processor time of one unit of work, by candidate
   */
  public void turn(Map<String, Double> costs) {
    turns++;
    steady++;
    costs.forEach(
        (who, cost) -> {
          if (cost < least.getOrDefault(who, Double.MAX_VALUE) * CHEAPER) {
            steady = 0;
          }
          least.merge(who, cost, Math::min);
        });
  }

  /** Nothing became 5 % cheaper in two turns, or there were twelve of them. */
  public boolean reached() {
    return steady >= STEADY_TURNS || turns >= MOST_TURNS;
  }

  /** The least that each candidate has cost, rounded. */
  public Map<String, Long> least() {
    Map<String, Long> whole = new LinkedHashMap<>();
    least.forEach((who, cost) -> whole.put(who, Math.round(cost)));
    return whole;
  }
}
