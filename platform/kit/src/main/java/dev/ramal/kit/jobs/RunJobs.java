package dev.ramal.kit.jobs;

import dev.ramal.kit.notify.Channels;
import dev.ramal.kit.notify.NotificationListener;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.util.List;

/** Starts the engine with the application, wakes it by notification, and stops it in order. */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class RunJobs implements NotificationListener {
  private final JobEngine engine;
  private final boolean enabled;

  RunJobs(
      JobConfig config,
      @All List<JobHandler<?>> handlers,
      Pool pool,
      TenantTransactions transactions,
      Vertx vertx,
      Clock clock,
      MeterRegistry metrics) {
    enabled = config.enabled() && !handlers.isEmpty();
    engine = new JobEngine(config, handlers, pool, transactions, vertx, clock, metrics);
  }

  void start(@Observes StartupEvent ignored) {
    if (enabled) {
      engine.start();
    }
  }

  void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent ignored) {
    if (enabled) {
      engine.stop();
    }
  }

  @Override
  public String channel() {
    return Channels.JOBS;
  }

  @Override
  public boolean isWanted() {
    return enabled;
  }

  @Override
  public void heard(String queue) {
    engine.wake(queue);
  }

  @Override
  public void afterGap() {
    engine.wake("");
  }
}
