package dev.ramal.messaging.routing;

import dev.ramal.carriers.health.Breaker;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * Hears what became of submissions, and keeps messages away from an account that does not take
 * them.
 *
 * <p>Failure policy: what could not be stored is told and dropped: a circuit opens a submission
 * later then. While nothing is wrong, nothing is read or stored: which circuits are in trouble is
 * known in memory, of other replicas some seconds late.
 */
@ApplicationScoped
public class SenderCircuits {
  private static final Logger LOG = Logger.getLogger(SenderCircuits.class);

  private final CircuitRepository circuits;
  private final TellTrouble tell;
  private final SqlTransactions transactions;
  private final CircuitsConfig config;
  private final Clock clock;
  private final Map<CircuitKey, Breaker> troubled = new ConcurrentHashMap<>();

  SenderCircuits(
      CircuitRepository circuits,
      TellTrouble tell,
      SqlTransactions transactions,
      CircuitsConfig config,
      Clock clock) {
    this.circuits = circuits;
    this.tell = tell;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** Whether messages are kept away from it, as far as this process knows. */
  public boolean isOpen(CircuitKey key) {
    return troubled.getOrDefault(key, Breaker.NEW).isOpen();
  }

  /** It took a message. */
  public Uni<Void> took(CircuitKey key) {
    return troubled.containsKey(key)
        ? change(key, (now, kept) -> kept.took(now))
        : Uni.createFrom().voidItem();
  }

  /**
   * A submission failed for a reason of the account's or the carrier's.
   *
   * @param code the carrier's, or a word of ours
   */
  public Uni<Void> failed(CircuitKey key, String code, String reason) {
    return change(
        key,
        (now, kept) -> kept.failed(now, config.failuresToOpen(), config.waits(), code, reason));
  }

  /** It was asked about the account, and answered or not. */
  Uni<Void> asked(CircuitKey key, boolean answers) {
    return change(key, (now, kept) -> kept.asked(answers, now, config.waits()));
  }

  /** There is no such account any more: nobody waits for it, and no alert stays open about it. */
  Uni<Void> forget(CircuitKey key) {
    return BestEffort.of(
        transactions
            .inTenant(
                key.tenant(),
                sql ->
                    circuits
                        .lock(sql, key)
                        .chain(
                            before ->
                                tell.tell(sql, key, before, before.took(clock.instant()))
                                    .chain(() -> circuits.delete(sql, key))))
            .invoke(() -> troubled.remove(key)),
        failure -> LOG.warnf("tenant=%s %s was not forgotten: %s", key.tenant(), key, failure));
  }

  /** As far as this process knows. */
  Set<CircuitKey> troubled() {
    return Set.copyOf(troubled.keySet());
  }

  /** Takes over what other replicas have heard. */
  Uni<Void> refresh() {
    return transactions
        .acrossTenants("accounts in trouble of every organization", circuits::troubled)
        .invoke(
            stored -> {
              troubled.keySet().retainAll(stored.keySet());
              stored.forEach((key, kept) -> troubled.put(key, kept.breaker()));
            })
        .replaceWithVoid();
  }

  private Uni<Void> change(CircuitKey key, BiFunction<Instant, KeptBreaker, KeptBreaker> change) {
    return BestEffort.of(
        transactions
            .inTenant(
                key.tenant(),
                sql ->
                    circuits
                        .lock(sql, key)
                        .chain(
                            before -> {
                              KeptBreaker after = change.apply(clock.instant(), before);
                              return after.equals(before)
                                  ? Uni.createFrom().item(after)
                                  : circuits
                                      .save(sql, key, after)
                                      .chain(() -> tell.tell(sql, key, before, after))
                                      .replaceWith(after);
                            }))
            .invoke(after -> remember(key, after.breaker()))
            .replaceWithVoid(),
        failure -> LOG.warnf("tenant=%s %s was not noted: %s", key.tenant(), key, failure));
  }

  private void remember(CircuitKey key, Breaker breaker) {
    if (breaker.isTroubled()) {
      troubled.put(key, breaker);
    } else {
      troubled.remove(key);
    }
  }
}
