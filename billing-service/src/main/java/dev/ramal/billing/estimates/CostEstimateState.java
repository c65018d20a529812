package dev.ramal.billing.estimates;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** For how long a cost has been an estimate. */
@Schema(name = "CostEstimateState")
public enum CostEstimateState {
  /** The carrier is still being asked by itself. */
  WAITING("waiting"),
  /** It was asked for long enough: it takes a person. */
  OVERDUE("overdue");

  private final String wire;

  CostEstimateState(String wire) {
    this.wire = wire;
  }

  @JsonValue
  public String wire() {
    return wire;
  }

  /** Empty for null and for an unknown word. */
  static Optional<CostEstimateState> find(String word) {
    return Arrays.stream(values()).filter(each -> each.wire.equals(word)).findFirst();
  }

  static String[] words() {
    return Arrays.stream(values()).map(CostEstimateState::wire).toArray(String[]::new);
  }
}
