package dev.ramal.gateway.receiving;

import dev.ramal.events.TenantId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How many genuine callbacks an organization may send, so that one campaign cannot starve the
 * others. A token bucket kept as the single time at which it would be full again.
 */
@Singleton
public class TenantRateLimiter {
  private static final long SECOND = 1_000_000_000L;

  private final long nanosEach;
  private final long burstNanos;
  private final LongSupplier nanoTime;
  private final Map<TenantId, AtomicLong> fullAt = new ConcurrentHashMap<>();

  @Inject
  public TenantRateLimiter(ReceivingConfig config) {
    this(config.tenantRate(), config.tenantBurstSeconds(), System::nanoTime);
  }

  TenantRateLimiter(int perSecond, int burstSeconds, LongSupplier nanoTime) {
    this.nanosEach = SECOND / perSecond;
    this.burstNanos = burstSeconds * SECOND;
    this.nanoTime = nanoTime;
  }

  /** Takes one from the bucket; false when it is empty. */
  public boolean take(TenantId tenant) {
    long now = nanoTime.getAsLong();
    AtomicLong bucket = fullAt.computeIfAbsent(tenant, t -> new AtomicLong(now));
    while (true) {
      long before = bucket.get();
      long after = (before - now < 0 ? now : before) + nanosEach;
      if (after - now > burstNanos) {
        return false;
      }
      if (bucket.compareAndSet(before, after)) {
        return true;
      }
    }
  }
}
