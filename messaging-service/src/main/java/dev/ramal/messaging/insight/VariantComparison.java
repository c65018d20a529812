package dev.ramal.messaging.insight;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.WireWords;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * When to stop comparing variants, and what then holds.
 *
 * <p>Each variant is judged by a sample whose size was fixed before: its first contacts, each by
 * the first message of that version, once the time for an answer is over. So the sample, once full,
 * never changes, and looking at it often makes no false winner. A variant wins when the interval of
 * its difference to each other one lies above nothing. The intervals of all pairs hold together
 * with 95 of 100 (Bonferroni: each of m pairs with 1 - 0.05/m).
 *
 * @param winner null unless there is one
 */
public record VariantComparison(State state, String winner) {
  /** Two-sided, for 1, 3, 6 and 10 pairs. */
  private static final Map<Integer, Double> Z =
      Map.of(
          2, Proportion.Z_95,
          3, 2.3939797998185104,
          4, 2.638257273476751,
          5, 2.807033768343811);

  @Schema(name = "ComparisonState")
  public enum State {
    /** A sample is not full yet. */
    RUNNING,
    WINNER,
    /** The samples are full, and show no difference that chance would not make. */
    NO_DIFFERENCE;

    @JsonValue
    public String wire() {
      return WireWords.of(this);
    }
  }

  /**
   * @param samples of each variant, at least two and at most five, each at most as large as {@code
   *     size}
   */
  static VariantComparison of(Map<String, Proportion> samples, int size) {
    if (samples.values().stream().anyMatch(sample -> sample.trials() < size)) {
      return new VariantComparison(State.RUNNING, null);
    }
    double z = Z.get(samples.size());
    Optional<String> winner =
        samples.keySet().stream()
            .filter(
                key ->
                    samples.keySet().stream()
                        .filter(other -> !other.equals(key))
                        .allMatch(
                            other -> samples.get(key).difference(samples.get(other), z).low() > 0))
            .findFirst();
    return winner
        .map(key -> new VariantComparison(State.WINNER, key))
        .orElseGet(() -> new VariantComparison(State.NO_DIFFERENCE, null));
  }
}
