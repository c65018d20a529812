package dev.ramal.billing.velocity;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.rating.Meter;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an entry adds to what a rule counts.
 *
 * @param minute of the part of the window, from 1970
 * @param seconds may be negative, where an entry takes back
 * @param spent list price in BRL, as well
 */
record CountedUse(
    TenantId tenant,
    VelocityRule rule,
    String prefix,
    long minute,
    Instant occurredAt,
    long seconds,
    BigDecimal spent,
    UUID entryId) {

  /**
   * What entries add to their organizations' rules: what was used towards a number, by us, and not
   * too long ago.
   *
   * @param since what happened before is counted no more
   */
  static List<CountedUse> of(
      List<LedgerEntry> entries, Map<TenantId, List<VelocityRule>> rules, Instant since) {
    return entries.stream()
        .filter(entry -> entry.usage().direction() == Direction.OUTBOUND)
        .filter(entry -> entry.usage().party() != null)
        .filter(entry -> !entry.usage().occurredAt().isBefore(since))
        .flatMap(
            entry ->
                rules.getOrDefault(entry.key().tenant(), List.of()).stream()
                    .flatMap(
                        rule ->
                            rule
                                .prefixOf(entry.usage().party())
                                .map(prefix -> of(entry, rule, prefix))
                                .stream()))
        .filter(use -> use.seconds() != 0 || use.spent().signum() != 0)
        .toList();
  }

  private static CountedUse of(LedgerEntry entry, VelocityRule rule, String prefix) {
    return new CountedUse(
        entry.key().tenant(),
        rule,
        prefix,
        rule.part(entry.usage().occurredAt()),
        entry.usage().occurredAt(),
        entry.key().meter() == Meter.VOICE_MINUTE ? entry.quantity() : 0,
        entry.price().amount(),
        entry.id());
  }
}
