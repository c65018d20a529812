package dev.ramal.bench.load;

import dev.ramal.bench.frame.Results;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long things took; percentiles are exact. */
public final class Latencies {
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

  public void add(long tookNanos) {
    nanos.add(tookNanos);
  }

  public int count() {
    return nanos.size();
  }

  /** In milliseconds; NaN without any. */
  public double percentile(double share) {
    List<Long> sorted = nanos.stream().sorted().toList();
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, index)) / 1e6;
  }

  /** How many took that long or longer. */
  public long over(Duration limit) {
    return nanos.stream().filter(took -> took >= limit.toNanos()).count();
  }

  /** Adds p50, p95 and p99. */
  public void report(Results results, String who, String what) {
    results.add(who, what + ", p50", "ms", percentile(0.50));
    results.add(who, what + ", p95", "ms", percentile(0.95));
    results.add(who, what + ", p99", "ms", percentile(0.99));
  }
}
