package dev.ramal.kit.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Prometheus takes no second meter of a name with other tag keys. Without this it never appears,
 * and nothing says so.
 */
@ApplicationScoped
class RefusedMeters {
  private static final Logger LOG = Logger.getLogger(RefusedMeters.class);

  private final MeterRegistry registry;

  RefusedMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  void listen(@Observes StartupEvent ignored) {
    listenTo(registry);
  }

  private static void listenTo(MeterRegistry one) {
    if (one instanceof CompositeMeterRegistry composite) {
      composite.getRegistries().forEach(RefusedMeters::listenTo);
    } else {
      one.config().onMeterRegistrationFailed(RefusedMeters::tell);
    }
  }

  private static void tell(Meter.Id meter, String why) {
    LOG.errorf("the meter %s is not there: %s", meter, why);
  }
}
