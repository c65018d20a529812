package dev.ramal.billing.velocity;

import dev.ramal.events.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A velocity rule.
 *
 * @param prefixes empty for every calling code abroad
 * @param mostSpent null where it does not ask
 * @param mostMinutes null where it does not ask
 */
@Schema(name = "VelocityRule")
record VelocityRuleView(
    UUID id,
    String name,
    List<String> prefixes,
    int windowMinutes,
    @Schema(nullable = true) Money mostSpent,
    @Schema(nullable = true) Long mostMinutes,
    boolean block,
    String changedBy,
    Instant changedAt) {
  static VelocityRuleView of(VelocityRule rule) {
    return new VelocityRuleView(
        rule.id(),
        rule.name(),
        rule.prefixes(),
        rule.windowMinutes(),
        rule.mostSpent(),
        rule.mostSeconds() == null ? null : Duration.ofSeconds(rule.mostSeconds()).toMinutes(),
        rule.blocks(),
        rule.changedBy(),
        rule.changedAt());
  }
}
