package dev.ramal.crm.timeline;

import dev.ramal.events.TenantId;
import dev.ramal.kit.notify.NotificationListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The open streams of this replica. Postgres tells every replica of every commit, so it does not
 * matter which one a reader is connected to.
 *
 * <p>Failure policy: what is heard is only that something may be new. Where nothing was heard for a
 * while, everybody looks; what is told is read from the store behind each reader's position, so
 * nothing is left out or told twice.
 */
@ApplicationScoped
class TimelineStreams implements NotificationListener {
  /** Told after commits, see {@link RecordTimeline}. */
  static final String CHANNEL = "timeline_changes";

  private final Map<TenantId, Map<TimelineStream, Runnable>> byTenant = new ConcurrentHashMap<>();
  private final TimelineConfig config;
  private final Clock clock;

  TimelineStreams(TimelineConfig config, Clock clock, MeterRegistry metrics) {
    this.config = config;
    this.clock = clock;
    Gauge.builder("ramal.crm.timeline.streams", this, TimelineStreams::count)
        .description("Streams that follow timelines of contacts")
        .register(metrics);
  }

  /**
   * @param cut ends the connection beneath, without waiting for its reader
   * @return false when the person or the organization has as many as it may
   */
  synchronized boolean add(TimelineStream stream, Runnable cut) {
    Map<TimelineStream, Runnable> others =
        byTenant.computeIfAbsent(stream.tenant(), first -> new ConcurrentHashMap<>());
    long own =
        others.keySet().stream().filter(other -> other.userId().equals(stream.userId())).count();
    if (others.size() >= config.perOrganization() || own >= config.perUser()) {
      return false;
    }
    others.put(stream, cut);
    return true;
  }

  synchronized void remove(TimelineStream stream) {
    byTenant.computeIfPresent(
        stream.tenant(),
        (tenant, some) -> {
          some.remove(stream);
          return some.isEmpty() ? null : some;
        });
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void heard(String payload) {
    if (byTenant.isEmpty()) {
      return;
    }
    TimelineWake wake = TimelineWake.read(payload);
    of(wake.tenant()).stream()
        .filter(stream -> stream.concerns(wake))
        .forEach(TimelineStream::wake);
  }

  @Override
  public void afterGap() {
    byTenant.keySet().forEach(tenant -> of(tenant).forEach(TimelineStream::wake));
  }

  /** Whoever does not read costs a connection and what waits on it; it may resume. */
  @Scheduled(identity = "stalled-timeline-streams", every = "${ramal.crm.timeline.look-every}")
  void cutStalled() {
    cutStalled(clock.instant().minus(config.stalledAfter()));
  }

  /**
   * @param before who has left lying since then what was told
   */
  void cutStalled(Instant before) {
    byTenant
        .values()
        .forEach(
            some ->
                some.forEach(
                    (stream, cut) -> {
                      if (stream.isStalledSince(before)) {
                        cut.run();
                      }
                    }));
  }

  private Collection<TimelineStream> of(TenantId tenant) {
    return byTenant.getOrDefault(tenant, Map.of()).keySet();
  }

  int count() {
    return byTenant.values().stream().mapToInt(Map::size).sum();
  }
}
