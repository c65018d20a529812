package dev.ramal.bench.finance;

import dev.ramal.bench.room.MeasuredService;
import dev.ramal.servers.processes.ServerFailure;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is alive in a service's heap while it works, at most: what a full collection leaves, asked
 * for again and again. That takes the service's time, so nothing else is measured meanwhile.
 */
final class LiveHeap implements AutoCloseable {
  private static final int PAUSE_MILLIS = 500;

  private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor();
  private final MeasuredService service;
  private final AtomicReference<Double> most = new AtomicReference<>(0.0);

  LiveHeap(MeasuredService service) {
    this.service = service;
    looking.scheduleWithFixedDelay(this::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  double megabytes() {
    return most.get();
  }

  private void look() {
    try {
      most.accumulateAndGet(service.memory().heap(), Math::max);
    } catch (ServerFailure e) {
      // seen too late to count
    }
  }

  @Override
  public void close() {
    looking.shutdownNow();
  }
}
