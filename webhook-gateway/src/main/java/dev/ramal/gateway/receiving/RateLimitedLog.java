package dev.ramal.gateway.receiving;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/** Warnings that must be seen and must not flood: one a second, with the number left out. */
public final class RateLimitedLog {
  private static final long SECOND = 1_000_000_000L;

  private final Logger log;
  private final LongSupplier nanoTime;
  private final AtomicLong next;
  private final AtomicLong leftOut = new AtomicLong();

  public RateLimitedLog(Logger log) {
    this(log, System::nanoTime);
  }

  RateLimitedLog(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /** Says it now, or counts it among what the next warning stands for. */
  public boolean say(String message) {
    long due = next.get();
    long now = nanoTime.getAsLong();
    if (now - due < 0 || !next.compareAndSet(due, now + SECOND)) {
      leftOut.incrementAndGet();
      return false;
    }
    log.warnf("%s (%d more of the like)", message, leftOut.getAndSet(0));
    return true;
  }
}
