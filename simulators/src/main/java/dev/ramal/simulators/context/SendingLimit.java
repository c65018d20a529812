package dev.ramal.simulators.context;

import dev.ramal.simulators.http.ApiError;
import dev.ramal.simulators.http.ErrorShape;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many messages one sender takes in a second; the others are refused. A bucket of one second's
 * messages, on the real clock: whoever sends is real as well. Without a limit until one is set.
 */
public final class SendingLimit {
  private static final int TOO_MANY = 429;
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets = new HashMap<>();
  private int perSecond;
  private int taken;
  private int refused;

  public SendingLimit() {
    this(System::nanoTime);
  }

  /**
   * @param nanos a clock
   */
  SendingLimit(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Sets the limit and forgets what was sent.
   *
   * @param messages of one sender; 0 for no limit
   */
  public synchronized void perSecond(int messages) {
    perSecond = messages;
    taken = 0;
    refused = 0;
    buckets.clear();
  }

  /** Whether the sender takes one more; then it has. */
  public synchronized boolean takes(String sender) {
    boolean takes =
        perSecond == 0
            || buckets
                .computeIfAbsent(sender, first -> new Bucket(perSecond, now()))
                .take(perSecond, now());
    taken += takes ? 1 : 0;
    refused += takes ? 0 : 1;
    return takes;
  }

  /**
   * @param words of the carrier
   * @throws ApiError 429 when the sender takes no more
   */
  public void check(String sender, ErrorShape words) {
    if (!takes(sender)) {
      throw new ApiError(
          TOO_MANY, words.of(TOO_MANY, "Too many messages of " + sender).body(), words.pause(1));
    }
  }

  /** Messages of one sender in a second; 0 for no limit. */
  public synchronized int perSecond() {
    return perSecond;
  }

  /** How many were taken since the limit was set, of all senders. */
  public synchronized int taken() {
    return taken;
  }

  /** How many were refused since the limit was set. */
  public synchronized int refused() {
    return refused;
  }

  private long now() {
    return nanos.getAsLong();
  }

  /** Messages that may still be taken at a time. */
  private static final class Bucket {
    private double left;
    private long since;

    Bucket(double left, long since) {
      this.left = left;
      this.since = since;
    }

    boolean take(int most, long now) {
      left = Math.min(most, left + most * (now - since) / SECOND);
      since = now;
      boolean taken = left >= 1;
      left -= taken ? 1 : 0;
      return taken;
    }
  }
}
