package dev.ramal.bench.room;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The largest part of its heap that a service was seen to use, garbage included. */
public final class HeapPeak implements AutoCloseable {
  private static final int EVERY_MILLIS = 250;

  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
  private final MeasuredService service;
  private final AtomicLong peak = new AtomicLong();

  public HeapPeak(MeasuredService service) {
    this.service = service;
    looking.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  public double megabytes() {
    return peak.get() / 1e6;
  }

  private void look() {
    try {
      double used =
          service
              .get("/q/metrics")
              .body()
              .lines()
              .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
              .sum();
      peak.accumulateAndGet((long) used, Math::max);
    } catch (IOException e) {
      // seen too late to count
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
