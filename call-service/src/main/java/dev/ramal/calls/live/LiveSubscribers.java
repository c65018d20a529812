package dev.ramal.calls.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The connections of this replica: so many of a person, so many of an organization. */
@ApplicationScoped
class LiveSubscribers {
  private final Map<String, Map<String, LiveSubscriber>> byTenant = new ConcurrentHashMap<>();
  private final LiveConfig config;
  private final MeterRegistry metrics;

  LiveSubscribers(LiveConfig config, MeterRegistry metrics) {
    this.config = config;
    this.metrics = metrics;
    Gauge.builder("ramal.live.connections", this, subscribers -> subscribers.all().size())
        .description("WebSockets that follow calls")
        .register(metrics);
  }

  /**
   * @return false when the person or the organization has as many as it may
   */
  synchronized boolean add(LiveSubscriber subscriber) {
    String tenant = subscriber.scope().tenant().value();
    String user = subscriber.scope().userId();
    Collection<LiveSubscriber> others = of(tenant);
    long own = others.stream().filter(other -> other.scope().userId().equals(user)).count();
    if (others.size() >= config.perOrganization() || own >= config.perUser()) {
      return false;
    }
    byTenant
        .computeIfAbsent(tenant, first -> new ConcurrentHashMap<>())
        .put(subscriber.connectionId(), subscriber);
    return true;
  }

  synchronized void remove(LiveSubscriber subscriber) {
    byTenant.computeIfPresent(
        subscriber.scope().tenant().value(),
        (tenant, some) -> {
          some.remove(subscriber.connectionId());
          return some.isEmpty() ? null : some;
        });
  }

  /** Tells it nothing more and closes it. */
  void end(LiveSubscriber subscriber, LiveEnd why) {
    remove(subscriber);
    if (subscriber.close(why.closeReason(), wait(why), config.closeWithin())) {
      Counter.builder("ramal.live.ended")
          .description("WebSockets that we closed, by why")
          .tag("reason", why.name().toLowerCase(Locale.ROOT))
          .register(metrics)
          .increment();
    }
  }

  /** Those that all end at once come back one after another. */
  private Duration wait(LiveEnd why) {
    return why == LiveEnd.GAP
        ? Duration.ofNanos((long) (config.spread().toNanos() * Math.random()))
        : Duration.ZERO;
  }

  boolean isEmpty() {
    return byTenant.isEmpty();
  }

  Collection<LiveSubscriber> of(String tenant) {
    return byTenant.getOrDefault(tenant, Map.of()).values();
  }

  List<LiveSubscriber> all() {
    return byTenant.values().stream().flatMap(some -> some.values().stream()).toList();
  }
}
