package dev.ramal.gateway.publishing;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Which organizations send more facts than their share, of calls or of messages. What those say
 * goes to the bulk topic, where it waits behind their own and nobody waits behind it; nothing is
 * refused for it.
 *
 * <p>A token bucket for each, kept as the time at which it would be full again. Once it is empty
 * all of the organization's facts go to the bulk topic until it is full again, and not only those
 * beyond the share: so the facts of one call stay on one topic, and in their order, but for the
 * moments in which it changes.
 */
@Singleton
public class TenantShares {
  private static final Logger LOG = Logger.getLogger(TenantShares.class);
  private static final long SECOND = 1_000_000_000L;

  private final long nanosEach;
  private final long burstNanos;
  private final LongSupplier nanoTime;
  private final Map<Source, Bucket> buckets = new ConcurrentHashMap<>();

  @Inject
  public TenantShares(PublishingConfig config) {
    this(config.tenantShare(), config.tenantShareBurstSeconds(), System::nanoTime);
  }

  /**
   * @param perSecond facts of one organization
   * @param burstSeconds how many seconds' worth of them may come at once
   * @param nanoTime a clock that never goes back
   */
  public TenantShares(int perSecond, int burstSeconds, LongSupplier nanoTime) {
    this.nanosEach = SECOND / perSecond;
    this.burstNanos = burstSeconds * SECOND;
    this.nanoTime = nanoTime;
  }

  /** Of whom, and whether of calls or messages. */
  private record Source(TenantId tenant, String topic) {}

  /** What one of them has left. */
  private static final class Bucket {
    private long fullAt;
    private boolean empty;

    private Bucket(long fullAt) {
      this.fullAt = fullAt;
    }
  }

  /** Counts one more fact; its own topic, or the bulk topic beside it. */
  public String topicOf(Event<?> fact) {
    return topicOf(fact.tenant(), fact.topic());
  }

  String topicOf(TenantId tenant, String topic) {
    return isWithin(new Source(tenant, topic)) ? topic : Topics.bulk(topic);
  }

  /** Takes one from the bucket; false from when it is empty until it is full again. */
  private boolean isWithin(Source source) {
    long now = nanoTime.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(source, first -> new Bucket(now));
    boolean before;
    boolean after;
    synchronized (bucket) {
      before = bucket.empty;
      take(bucket, now);
      after = bucket.empty;
    }
    if (before != after) {
      tell(source, after);
    }
    return !after;
  }

  private void take(Bucket bucket, long now) {
    if (bucket.fullAt - now <= 0) {
      bucket.fullAt = now;
      bucket.empty = false;
    }
    bucket.fullAt += nanosEach;
    if (bucket.fullAt - now > burstNanos) {
      bucket.fullAt = now + burstNanos;
      bucket.empty = true;
    }
  }

  private static void tell(Source source, boolean empty) {
    if (empty) {
      LOG.warnf(
          "tenant=%s topic=%s sends more than its share, it goes to %s",
          source.tenant(), source.topic(), Topics.bulk(source.topic()));
    } else {
      LOG.infof("tenant=%s topic=%s within its share again", source.tenant(), source.topic());
    }
  }
}
