package dev.ramal.billing.velocity;

import dev.ramal.events.Money;
import dev.ramal.kit.problem.Problem;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A velocity rule as a person writes it, whole.
 *
 * @param name for people, unique in the organization
 * @param prefixes beginnings of numbers, as +53, each counted by itself; left out for every calling
 *     code abroad
 * @param windowMinutes how long the while is; 60 when left out
 * @param mostSpent reais that may be spent within it, list price, as text; this, or mostMinutes, or
 *     both
 * @param mostMinutes that may be talked within it
 * @param block whether numbers of a prefix that is found are blocked; yes when left out
 */
@Schema(
    examples =
"""
{"name": "Exterior", "windowMinutes": 60, "mostSpent": "60.00", "mostMinutes": 60}
""")
record VelocityRuleRequest(
    @NotBlank
        @Size(max = 100)
        @Pattern(regexp = "[^\\p{Cntrl}]*", message = "has no control character")
        String name,
    @Size(max = 100)
        List<
                @NotNull
                @Pattern(
                    regexp = "\\+[1-9][0-9]{0,14}",
                    message = "is written as the beginning of E.164 numbers: +53")
                String>
            prefixes,
    @Min(5) @Max(1440) Integer windowMinutes,
    @Pattern(
            regexp = "[0-9]{1,9}(\\.[0-9]{1,2})?",
            message = "has at most 9 digits before and 2 behind the decimal point: 60.00")
        String mostSpent,
    @Min(1) @Max(1_000_000) Integer mostMinutes,
    Boolean block) {
  private static final int USUAL_WINDOW = 60;

  /**
   * @throws dev.ramal.kit.problem.ProblemException 400 naming each bad field
   */
  VelocityRule toRule(UUID id, String by, Instant at) {
    Problem problem = VelocityProblems.badVelocityRule();
    Money spent = mostSpent == null ? null : new Money(new BigDecimal(mostSpent), "BRL");
    if (spent == null && mostMinutes == null) {
      problem = problem.field("mostSpent", "must be there, or mostMinutes");
    }
    if (spent != null && spent.amount().signum() == 0) {
      problem = problem.field("mostSpent", "is more than nothing");
    }
    if (prefixes != null && prefixes.stream().distinct().count() < prefixes.size()) {
      problem = problem.field("prefixes", "are named once each");
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new VelocityRule(
        id,
        name.strip(),
        prefixes == null ? List.of() : prefixes,
        windowMinutes == null ? USUAL_WINDOW : windowMinutes,
        spent,
        mostMinutes == null ? null : Duration.ofMinutes(mostMinutes).toSeconds(),
        !Boolean.FALSE.equals(block),
        by,
        at);
  }
}
