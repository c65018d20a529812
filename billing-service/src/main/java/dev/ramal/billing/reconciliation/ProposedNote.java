package dev.ramal.billing.reconciliation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.ramal.events.Money;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What to ask the carrier because of one difference. A proposal: a person sends it or does not.
 *
 * @param place of the line
 * @param fileRows rows of the carrier's file that it speaks of
 * @param carrierReference the carrier's name of the call or message; null when unknown
 * @param ask what is wanted
 * @param amount what the carrier would have to give back or to explain; negative when it charges
 *     too little; null where nothing can be said
 * @param text for the carrier
 */
@Schema(name = "ReconciliationNote")
public record ProposedNote(
    long place,
    @JsonProperty("class") LineClass lineClass,
    List<Long> fileRows,
    @Schema(nullable = true) String carrierReference,
    Ask ask,
    @Schema(nullable = true) Money amount,
    String text) {

  /** What is wanted of the carrier. */
  @Schema(name = "ReconciliationAsk")
  public enum Ask {
    /** The amount back. */
    CREDIT("credit"),
    /** Proof of what it charges, or the amount back. */
    EVIDENCE("evidence"),
    /** Another figure. */
    CORRECTION("correction"),
    /** Why it is so. */
    EXPLANATION("explanation"),
    /** That nothing else follows. */
    CONFIRMATION("confirmation");

    private final String wire;

    Ask(String wire) {
      this.wire = wire;
    }

    @JsonValue
    public String wire() {
      return wire;
    }
  }
}
