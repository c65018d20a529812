package dev.ramal.messaging.insight;

import dev.ramal.messaging.insight.Proportion.Interval;
import dev.ramal.messaging.insight.TemplateStatisticsRepository.OfVariant;
import dev.ramal.messaging.templates.FindVariants.Variants;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How often a template was used, and what came of it.
 *
 * @param messages that were made of it, of all versions
 * @param variants of each version, the newest first
 * @param comparison of the current variants; null where there is one only
 */
@Schema(name = "TemplateStatistics")
record TemplateStatisticsView(
    String templateId,
    long messages,
    List<VariantStatistics> variants,
    @Schema(nullable = true) ComparisonView comparison) {
  private static final String METHOD =
      "First contacts of each variant, each by its first message that was sent (by WhatsApp: as"
          + " approved), once the time for an answer is over; 95 % Wilson intervals; a winner's"
          + " Newcombe interval of the difference to every other variant lies above 0, Bonferroni"
          + " over all pairs";

  static TemplateStatisticsView of(
      Variants current, List<OfVariant> all, Map<String, Proportion> samples) {
    return new TemplateStatisticsView(
        current.templateId(),
        all.stream().mapToLong(OfVariant::messages).sum(),
        all.stream().map(VariantStatistics::of).toList(),
        current.keys().size() < 2 ? null : ComparisonView.of(current, samples));
  }

  /**
   * What became of the messages of one variant.
   *
   * @param delivery delivered, of those that the carrier has handed on
   * @param reply answered otherwise than by opting out, of those sent: receipts are missing often
   * @param optOut opted out by an answer, of those sent
   */
  @Schema(name = "TemplateVariantStatistics")
  record VariantStatistics(
      int version,
      String variant,
      long messages,
      long sent,
      long delivered,
      long read,
      long failed,
      long replied,
      long optedOut,
      RateView delivery,
      RateView reply,
      RateView optOut) {
    static VariantStatistics of(OfVariant one) {
      return new VariantStatistics(
          one.version(),
          one.variant(),
          one.messages(),
          one.sent(),
          one.delivered(),
          one.read(),
          one.failed(),
          one.replied(),
          one.optedOut(),
          rate(one.delivered(), one.sent()),
          rate(one.replied(), one.sent()),
          rate(one.optedOut(), one.sent()));
    }

    /** An answer may come before the receipt that tells that it was sent. */
    private static RateView rate(long successes, long trials) {
      return RateView.of(new Proportion(successes, Math.max(successes, trials)));
    }
  }

  /**
   * A share with its 95 % Wilson interval, between 0 and 1.
   *
   * @param share null where there is nothing to divide by
   */
  @Schema(name = "Rate")
  record RateView(
      @Schema(nullable = true, implementation = Double.class, examples = "0.3125") BigDecimal share,
      @Schema(implementation = Double.class, examples = "0.2701") BigDecimal low,
      @Schema(implementation = Double.class, examples = "0.3583") BigDecimal high) {
    private static final int DIGITS = 4;

    static RateView of(Proportion proportion) {
      Interval interval = proportion.wilson(Proportion.Z_95);
      return new RateView(
          proportion.trials() == 0 ? null : rounded(proportion.share(), RoundingMode.HALF_EVEN),
          rounded(interval.low(), RoundingMode.FLOOR),
          rounded(interval.high(), RoundingMode.CEILING));
    }

    private static BigDecimal rounded(double value, RoundingMode mode) {
      return BigDecimal.valueOf(value).setScale(DIGITS, mode);
    }
  }

  /**
   * Which variant is answered more often.
   *
   * @param version that is judged
   * @param sample contacts of each variant by which it is judged
   * @param state running until all samples are full
   * @param winner null unless there is one
   * @param method how it is judged
   */
  @Schema(name = "TemplateComparison")
  record ComparisonView(
      int version,
      int sample,
      @Schema(implementation = VariantComparison.State.class) VariantComparison.State state,
      @Schema(nullable = true) String winner,
      List<SampleView> samples,
      String method) {
    static ComparisonView of(Variants current, Map<String, Proportion> samples) {
      VariantComparison verdict = VariantComparison.of(samples, current.sample());
      return new ComparisonView(
          current.version(),
          current.sample(),
          verdict.state(),
          verdict.winner(),
          current.keys().stream().map(key -> SampleView.of(key, samples.get(key))).toList(),
          METHOD);
    }
  }

  /**
   * As much of a sample as there is.
   *
   * @param contacts whose time for an answer is over
   * @param replied of these
   */
  @Schema(name = "TemplateSample")
  record SampleView(String variant, long contacts, long replied, RateView reply) {
    static SampleView of(String variant, Proportion sample) {
      return new SampleView(variant, sample.trials(), sample.successes(), RateView.of(sample));
    }
  }
}
