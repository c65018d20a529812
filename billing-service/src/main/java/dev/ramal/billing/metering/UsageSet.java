package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.EntryOrigin;
import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.SuccessiveCalls.Placed;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.metering.UsageRecord.Applied;
import dev.ramal.billing.metering.UsageRecord.Transition;
import dev.ramal.billing.rating.RateUsage;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The usages that a set of events speaks of: as they were, and what the events make of them. Pure;
 * what is to be written is asked for at the end.
 */
final class UsageSet {
  private final Map<UsageKey, UsageRecord> stored;
  private final Map<UsageKey, Integer> versions;
  private final Map<TenantId, RateUsage> rates;
  private final Instant now;
  private final Map<UsageKey, UsageRecord> changed = new LinkedHashMap<>();
  private final List<Change> changes = new ArrayList<>();

  /**
   * @param locked those that are known, and calls around them
   */
  UsageSet(LockedUsages locked, Map<TenantId, RateUsage> rates, Instant now) {
    this.stored = locked.records();
    this.versions = locked.versions();
    this.rates = rates;
    this.now = now;
  }

  /** The same of usages that have never changed since they were stored. */
  UsageSet(Map<UsageKey, UsageRecord> stored, Map<TenantId, RateUsage> rates, Instant now) {
    this(new LockedUsages(stored, Map.of()), rates, now);
  }

  /**
   * Applies all that one event says, or nothing of it.
   *
   * @param origin the event that said so
   * @return what it changed, in order
   */
  List<Change> apply(List<? extends UsageFact> facts, EntryOrigin origin) {
    Attempt attempt = new Attempt(origin);
    facts.forEach(attempt::apply);
    attempt.made.forEach(this::keep);
    return attempt.made;
  }

  /** As {@link #apply(List, EntryOrigin)}, of an event of which only the id is known. */
  List<Change> apply(List<? extends UsageFact> facts, String event) {
    return apply(facts, EntryOrigin.of(event));
  }

  /** What one event changes, as long as all of it can be applied. */
  private final class Attempt {
    private final EntryOrigin origin;
    private final Map<UsageKey, UsageRecord> now = new HashMap<>();
    private final List<Change> made = new ArrayList<>();

    Attempt(EntryOrigin origin) {
      this.origin = origin;
    }

    void apply(UsageFact fact) {
      RateUsage rates = rates(fact.key());
      if (!(fact instanceof Used used) || !rates.mayJoin(used.usage())) {
        transition(fact.key(), record(fact.key()).apply(fact, rates, posting(fact.key())));
        return;
      }
      Map<UsageKey, Long> preceding = SuccessiveCalls.preceding(around(used), rates);
      Used placed = used.continuing(preceding.getOrDefault(used.key(), 0L));
      transition(used.key(), record(used.key()).apply(placed, rates, posting(used.key())));
      follow(preceding, rates);
    }

    void rerate(UsageKey key) {
      RateUsage rates = rates(key);
      ReportedUsage reported = record(key).reported();
      Usage usage = reported.usage();
      if (usage != null && usage.mayBeJoined() && rates.mayJoin(usage)) {
        Used known =
            new Used(
                key, reported.revision(), reported.usage(), reported.by(), reported.reference());
        follow(SuccessiveCalls.preceding(around(known), rates), rates);
      }
      transition(key, record(key).rerate(rates, posting(key)));
    }

    private void follow(Map<UsageKey, Long> preceding, RateUsage rates) {
      preceding.forEach(
          (key, quantity) -> transition(key, record(key).continues(quantity, rates, posting(key))));
    }

    /** All calls with the same number, the reported one as it will be. */
    private List<Placed> around(Used used) {
      UsageRecord own = record(used.key());
      boolean known = own.reported().covers(used);
      Usage usage = known ? own.reported().usage() : own.reported().with(used).usage();
      List<Placed> calls = new ArrayList<>();
      if (usage.mayBeJoined()) {
        calls.add(new Placed(used.key(), usage, own.balance().tariff()));
      }
      for (UsageKey key : others(used.key())) {
        UsageRecord other = record(key);
        Usage of = other.reported().usage();
        if (of != null && of.mayBeJoined() && of.isWithTheSame(used.usage())) {
          calls.add(new Placed(key, of, other.balance().tariff()));
        }
      }
      return calls;
    }

    private Set<UsageKey> others(UsageKey own) {
      Set<UsageKey> keys = new HashSet<>(stored.keySet());
      keys.addAll(changed.keySet());
      keys.addAll(now.keySet());
      keys.removeIf(key -> key.equals(own) || !key.tenant().equals(own.tenant()));
      return keys;
    }

    private void transition(UsageKey key, Transition transition) {
      if (transition instanceof Applied applied) {
        now.put(key, applied.next());
        made.add(new Change(key, applied));
      }
    }

    private UsageRecord record(UsageKey key) {
      UsageRecord own = now.get(key);
      return own == null ? UsageSet.this.record(key) : own;
    }

    private LedgerPosting posting(UsageKey key) {
      return UsageSet.this.posting(key, origin);
    }
  }

  /** Rates with the tariffs of now what could not be; empty when nothing of the usage is open. */
  List<Change> rerate(UsageKey key, EntryOrigin origin) {
    Attempt attempt = new Attempt(origin);
    attempt.rerate(key);
    attempt.made.forEach(this::keep);
    return attempt.made;
  }

  /** The usages that changed, as they are now. */
  Map<UsageKey, UsageRecord> changed() {
    return changed;
  }

  /** A usage as it was before the set. */
  UsageRecord before(UsageKey key) {
    return stored.getOrDefault(key, UsageRecord.UNKNOWN);
  }

  /** Of a usage that the set changes: each set that does so counts one, from 1. */
  int version(UsageKey key) {
    return versions.getOrDefault(key, 0) + 1;
  }

  boolean isStored(UsageKey key) {
    return stored.containsKey(key);
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
    return own != null ? own : before(key);
  }

  /** What the usage is rated by. */
  RateUsage rates(UsageKey key) {
    return rates.get(key.tenant());
  }

  private LedgerPosting posting(UsageKey key, EntryOrigin origin) {
    return new LedgerPosting(key, origin, now);
  }

  /** What one fact made of a usage. */
  record Change(UsageKey key, Applied applied) {
    boolean leavesNothingOpen() {
      return !applied.next().isOpen();
    }
  }
}
