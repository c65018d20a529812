package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageRecord.Applied;
import dev.ramal.billing.metering.UsageRecord.Transition;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The usages that a set of events speaks of: as they were, and what the events make of them. Pure;
 * what is to be written is asked for at the end.
 */
final class UsageSet {
  private final Map<UUID, UsageRecord> stored;
  private final Map<TenantId, RateUsage> rates;
  private final Instant now;
  private final Map<UsageKey, UsageRecord> changed = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  /**
   * @param stored those that are known, by the id of the usage
   */
  UsageSet(Map<UUID, UsageRecord> stored, Map<TenantId, RateUsage> rates, Instant now) {
    this.stored = stored;
    this.rates = rates;
    this.now = now;
  }

  /**
   * Applies all that one event says, or nothing of it.
   *
   * @param causation id of the event that said so
   * @return what it changed, in order
   */
  List<Change> apply(List<? extends UsageFact> facts, String causation) {
    Map<UsageKey, UsageRecord> before = new HashMap<>();
    List<Change> made = new ArrayList<>();
    for (UsageFact fact : facts) {
      UsageRecord record = before.getOrDefault(fact.key(), record(fact.key()));
      Transition transition = record.apply(fact, rates(fact.key()), posting(fact.key(), causation));
      if (transition instanceof Applied applied) {
        before.put(fact.key(), applied.next());
        made.add(new Change(fact.key(), applied));
      }
    }
    made.forEach(this::keep);
    return made;
  }

  /** Rates with the tariffs of now what could not be; empty when nothing of the usage is open. */
  List<Change> rerate(UsageKey key, String causation) {
    if (record(key).rerate(rates(key), posting(key, causation)) instanceof Applied applied) {
      Change change = new Change(key, applied);
      keep(change);
      return List.of(change);
    }
    return List.of();
  }

  /** The usages that changed, as they are now. */
  Map<UsageKey, UsageRecord> changed() {
    return changed;
  }

  boolean isStored(UsageKey key) {
    return stored.containsKey(key.usageId());
  }

  /** All changes, in order. */
  List<Change> changes() {
    return changes;
  }

  /** What must be appended to the ledger. */
  List<LedgerEntry> entries() {
    return changes.stream().flatMap(change -> change.applied().entries().stream()).toList();
  }

  private void keep(Change change) {
    changed.put(change.key(), change.applied().next());
    changes.add(change);
  }

  private UsageRecord record(UsageKey key) {
    UsageRecord own = changed.get(key);
    return own != null ? own : stored.getOrDefault(key.usageId(), UsageRecord.UNKNOWN);
  }

  private RateUsage rates(UsageKey key) {
    return rates.get(key.tenant());
  }

  private LedgerPosting posting(UsageKey key, String causation) {
    return new LedgerPosting(key, causation, now);
  }

  /** What one fact made of a usage. */
  record Change(UsageKey key, Applied applied) {
    boolean leavesNothingOpen() {
      return !(applied.next() instanceof UsageRecord.Unrateable)
          && applied.next().openCost() == null;
    }
  }
}
