package dev.ramal.messaging.deadletters;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What today's rules say of letters.
 *
 * @param tried how many were read
 * @param undecided how many of them only the gateway can judge, which did not answer
 * @param gone how many more Kafka holds no longer: a redrive leaves them out
 * @param complaints the most frequent first
 * @param examples the first letters, as they are and as they would be sent
 */
@Schema(name = "DeadLetterDryRunResult")
record DryRunResult(
    long tried,
    long valid,
    long invalid,
    @Schema(
            description =
                "Quarantined callbacks of which the gateway, which alone knows, has said nothing")
        long undecided,
    @Schema(
            description =
                "How many more Kafka holds no longer: a redrive leaves them out and takes them off"
                    + " the index")
        long gone,
    List<Complaint> complaints,
    List<Example> examples) {

  /**
   * What is wrong, and with how many.
   *
   * @param letter the first of them
   */
  @Schema(name = "DeadLetterComplaint")
  record Complaint(String complaint, long letters, String letter) {}

  /**
   * A letter before and after.
   *
   * @param after null when it would fail again
   */
  @Schema(name = "DeadLetterExample")
  record Example(
      String letter,
      @Schema(nullable = true, description = "The body as it died") String before,
      @Schema(nullable = true, description = "The body as it would be sent; null when it would not")
          String after) {}
}
