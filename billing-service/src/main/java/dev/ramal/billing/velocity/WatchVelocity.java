package dev.ramal.billing.velocity;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.velocity.VelocityBlockRepository.Found;
import dev.ramal.billing.velocity.VelocityRepository.Exceeded;
import dev.ramal.billing.velocity.VelocityRepository.Touched;
import dev.ramal.events.TenantId;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Counts, with each set of entries, what was used towards prefixes that rules speak of, and tells
 * when it is too much. Nothing is asked where no organization of the set has a rule.
 *
 * <p>Failure policy: what is counted and told is written with the entries, or neither is. Sets of
 * one organization's month follow each other, as {@code WatchBudgets} says, so that each finds what
 * the one before counted.
 */
@ApplicationScoped
public class WatchVelocity {
  /** No window is longer. */
  static final Duration LONGEST_WINDOW = Duration.ofHours(24);

  private final VelocityRuleRepository rules;
  private final VelocityRepository velocity;
  private final VelocityBlockRepository blocks;
  private final VelocityNews news;
  private final Outbox outbox;
  private final VelocityConfig config;
  private final Clock clock;
  private final Counter exceeded;

  WatchVelocity(
      VelocityRuleRepository rules,
      VelocityRepository velocity,
      VelocityBlockRepository blocks,
      VelocityNews news,
      Outbox outbox,
      VelocityConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.rules = rules;
    this.velocity = velocity;
    this.blocks = blocks;
    this.news = news;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
    this.exceeded =
        Counter.builder("ramal.billing.velocity.exceeded")
            .description("Prefixes towards which more was used than a rule lets pass")
            .register(metrics);
  }

  /** The rules of some organizations, for {@link Rules#watch}. */
  public Uni<Rules> rules(Sql sql, Collection<TenantId> tenants) {
    return rules.of(sql, tenants).map(Rules::new);
  }

  /** What holds for a set. */
  public final class Rules {
    private final Map<TenantId, List<VelocityRule>> byTenant;

    private Rules(Map<TenantId, List<VelocityRule>> byTenant) {
      this.byTenant = byTenant;
    }

    /**
     * Asked for behind the statement that appends the entries; need not wait for its answer.
     *
     * @param entries that are appended, in order
     */
    public Uni<Void> watch(Sql sql, List<LedgerEntry> entries) {
      return byTenant.isEmpty() ? Uni.createFrom().voidItem() : count(sql, entries, byTenant);
    }
  }

  private Uni<Void> count(
      Sql sql, List<LedgerEntry> entries, Map<TenantId, List<VelocityRule>> byTenant) {
    Instant now = clock.instant();
    Instant since = now.minus(config.lookBack());
    List<CountedUse> uses = CountedUse.of(entries, byTenant, since);
    if (uses.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Touched> touched = VelocityRepository.touched(uses);
    long old = VelocityRepository.minute(since.minus(LONGEST_WINDOW));
    return Uni.combine()
        .all()
        .unis(
            velocity.add(sql, uses),
            velocity.forget(sql, touched, old),
            velocity.exceeded(sql, touched))
        .collectFailures()
        .with((added, forgotten, found) -> found)
        .chain(found -> tell(sql, found, now));
  }

  private Uni<Void> tell(Sql sql, List<Exceeded> found, Instant now) {
    if (found.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    List<Found> made = found.stream().map(one -> block(one, now)).toList();
    List<OutboxEntry> told =
        made.stream().flatMap(one -> news.exceeded(one.tenant(), one.block()).stream()).toList();
    return Sql.together(List.of(blocks.addAll(sql, made), outbox.appendAll(sql, told)))
        .invoke(() -> exceeded.increment(made.size()));
  }

  private static Found block(Exceeded found, Instant now) {
    Touched touched = found.touched();
    VelocityRule rule = touched.rule();
    return new Found(
        touched.tenant(),
        new VelocityBlock(
            UuidV7.next(),
            rule.id(),
            rule.name(),
            touched.prefix(),
            rule.windowMinutes(),
            found.spent(),
            found.seconds(),
            rule.mostSpent(),
            rule.mostSeconds(),
            rule.blocks(),
            touched.entryId(),
            now,
            null,
            null,
            null));
  }
}
