package dev.ramal.kit.outbox;

import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.notify.Channels;
import dev.ramal.kit.notify.Notifier;
import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.topics.KafkaSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import org.jboss.logging.Logger;

/** Starts and stops this process's relay. */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  private final OutboxConfig config;
  private final DatabaseConnections database;
  private final KafkaSettings kafka;
  private final String service;
  private final MeterRegistry metrics;
  private final Notifier notifier;
  private volatile RelayLoop loop;

  OutboxRelay(
      OutboxConfig config,
      DatabaseConnections database,
      KafkaSettings kafka,
      ServiceConfig service,
      MeterRegistry metrics,
      Notifier notifier) {
    this.config = config;
    this.database = database;
    this.kafka = kafka;
    this.service = service.name();
    this.metrics = metrics;
    this.notifier = notifier;
  }

  void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent ignored) {
    if (!config.enabled()) {
      LOG.info("the outbox relay is off (ramal.outbox.enabled)");
      return;
    }
    OutboxSender sender = OutboxSender.to(kafka.copy(), service, config.sendTimeout());
    RelayLoop own = new RelayLoop(config, database::openSession, sender);
    Gauge.builder("ramal.outbox.oldest.unsent.seconds", own, RelayLoop::oldestUnsentSeconds)
        .description("Age of the oldest event that waits for this process to publish it")
        .register(metrics);
    own.start();
    loop = own;
  }

  /** Also one that was never begun, or was stopped. */
  boolean isAlive() {
    RelayLoop own = loop;
    return own == null || own.isAlive();
  }

  /** Null while no relay of this process is connected. */
  RefusedHeads refusedHeads() {
    RelayLoop own = loop;
    return own == null ? null : own.refusedHeads();
  }

  /** Rows were committed, of whatever key. */
  void wake() {
    RelayLoop own = loop;
    if (own != null) {
      own.wake();
    }
    if (own == null || !own.ownsAll()) {
      notifier.tell(Channels.OUTBOX, "");
    }
  }

  void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent ignored) {
    RelayLoop own = loop;
    if (own != null) {
      own.stop();
    }
  }
}
