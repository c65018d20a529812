package dev.ramal.messaging.deadletters;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Tells how many dead letters wait for a person, of every service: the counter of those that died
 * is forgotten with the process that counted. Each replica tells the same number.
 */
@ApplicationScoped
class CountWaitingLetters {
  private static final Logger LOG = Logger.getLogger(CountWaitingLetters.class);

  /** One read of a partial index that holds what waits and nothing else. */
  private static final String WAITING =
      "select topic, count(*) from dead_letter where redrive is null group by topic";

  private final SqlTransactions transactions;
  private final MeterRegistry metrics;
  private final Map<String, AtomicLong> waiting = new ConcurrentHashMap<>();

  CountWaitingLetters(SqlTransactions transactions, MeterRegistry metrics) {
    this.transactions = transactions;
    this.metrics = metrics;
  }

  @Scheduled(
      identity = "waiting-letters",
      every = "${ramal.dead-letters.count-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> round() {
    return BestEffort.of(
        count(), failure -> LOG.warnf("waiting dead letters are counted later: %s", failure));
  }

  Uni<Void> count() {
    return transactions
        .acrossTenants("a gauge counts those of all organizations", sql -> sql.query(WAITING))
        .invoke(this::tell)
        .replaceWithVoid();
  }

  /** A topic in which nothing waits any more has no row. */
  private void tell(List<SqlRow> topics) {
    waiting.values().forEach(count -> count.set(0));
    topics.forEach(row -> of(row.text(0)).set(row.bigint(1)));
  }

  private AtomicLong of(String topic) {
    return waiting.computeIfAbsent(topic, this::register);
  }

  private AtomicLong register(String topic) {
    AtomicLong count = new AtomicLong();
    Gauge.builder("ramal.dead.letters.waiting", count, AtomicLong::get)
        .tag("topic", topic)
        .description("Dead letters that wait for a person")
        .register(metrics);
    return count;
  }
}
