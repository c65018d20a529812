package dev.ramal.billing.reconciliation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a line. */
@Schema(name = "ReconciliationClass")
public enum LineClass {
  /** Both say the same, within the tolerances. */
  MATCHED("matched"),
  /** The carrier charges what we know nothing of. */
  MISSING_OURS("missing-ours"),
  /** We used what the carrier's file does not have. */
  MISSING_THEIRS("missing-theirs"),
  /** Both have it, of another length. */
  DURATION("duration"),
  /** Both have it, at another price. */
  PRICE("price"),
  /** Both have it, in another currency, or in one without an exchange rate. */
  CURRENCY("currency"),
  /** The file has it a second time. */
  DUPLICATE("duplicate");

  private final String wire;

  LineClass(String wire) {
    this.wire = wire;
  }

  /** The word in requests, in answers and in the store. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * @throws IllegalArgumentException for an unknown word
   */
  static LineClass of(String word) {
    return find(word).orElseThrow(() -> new IllegalArgumentException("no such class: " + word));
  }

  /** Empty for null and for an unknown word. */
  static Optional<LineClass> find(String word) {
    return Arrays.stream(values()).filter(each -> each.wire().equals(word)).findFirst();
  }

  static String[] words() {
    return Arrays.stream(values()).map(LineClass::wire).toArray(String[]::new);
  }
}
