package dev.ramal.kit.lag;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.topics.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Watches the consumer groups of all services, on a thread of its own, in the one service whose
 * settings name them: whoever stands still cannot be relied on to say so.
 *
 * <p>Failure policy: while the broker does not answer nothing is known, nobody is told anything,
 * and what was told stays; afterwards the windows begin anew.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class WatchGroups {
  private static final Logger LOG = Logger.getLogger(WatchGroups.class);

  /** So many readings may be missing until a window begins anew. */
  private static final int READINGS_MISSED = 3;

  private static final Duration PATIENCE_OF_TELLING = Duration.ofSeconds(20);

  private final KafkaSettings kafka;
  private final TellStandstills standstills;
  private final LagConfig config;
  private final Clock clock;
  private final GroupProgress progress;
  private final GroupMeters meters;
  private final CountDownLatch stop = new CountDownLatch(1);

  WatchGroups(
      KafkaSettings kafka,
      TellStandstills standstills,
      LagConfig config,
      MeterRegistry metrics,
      Clock clock) {
    this.kafka = kafka;
    this.standstills = standstills;
    this.config = config;
    this.clock = clock;
    this.progress =
        new GroupProgress(
            config.window(), config.every().plus(config.patience()).multipliedBy(READINGS_MISSED));
    this.meters = new GroupMeters(metrics);
  }

  void start(@Observes StartupEvent ignored) {
    if (config.groups().isPresent()) {
      Pattern groups = Pattern.compile(config.groups().get());
      Thread thread = new Thread(() -> watch(groups), "consumer-groups");
      thread.setDaemon(true);
      thread.start();
    }
  }

  void stop(@Observes ShutdownEvent ignored) {
    stop.countDown();
  }

  private void watch(Pattern groups) {
    while (isWanted()) {
      try (ReadGroups reader = new ReadGroups(kafka.copy(), groups, config.patience())) {
        while (isWanted()) {
          Map<GroupPartition, GroupOffsets> read = reader.read();
          judge(clock.instant(), read).await().atMost(PATIENCE_OF_TELLING);
          rest();
        }
      } catch (Throwable e) {
        // Also an Error: nobody would begin this thread again, and nothing would be told any more.
        progress.forget();
        if (isWanted()) {
          LOG.warnf("consumer groups are not watched, trying again: %s", e);
          rest();
        }
      }
    }
  }

  /** One round. */
  Uni<Void> judge(Instant at, Map<GroupPartition, GroupOffsets> read) {
    List<JudgedPartition> judged = progress.judge(at, read);
    meters.tell(judged);
    StandingGroups found = StandingGroups.of(judged);
    return BestEffort.of(
        standstills.tell(StandingGroups.SCOPE, found.standing(), found.unsure()::contains),
        failure -> LOG.warnf("consumers that stand still are told of later: %s", failure));
  }

  private boolean isWanted() {
    return stop.getCount() > 0;
  }

  private void rest() {
    try {
      if (stop.await(config.every().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("consumer groups are watched no more");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }
}
