package dev.ramal.kit.jobs;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;

/** Works off one queue: sends what is due, and asks about what is not clear, side by side. */
final class QueueWorker {
  private final WorkOnJob<?> work;
  private final JobQueue queue;
  private final JobStore store;
  private final ClaimLoop sending;
  private final ClaimLoop asking;
  private volatile double oldestDue;
  private volatile long dead;

  /**
   * @param taken hears how many jobs each claim has taken
   */
  QueueWorker(WorkOnJob<?> work, JobStore store, Duration patience, IntConsumer taken) {
    this.work = work;
    this.queue = work.queue();
    this.store = store;
    this.sending =
        new ClaimLoop(
            queue.name(),
            queue.concurrency(),
            patience,
            room -> store.toSend(queue, room).invoke(jobs -> taken.accept(jobs.size())),
            work::send,
            store::release);
    this.asking =
        new ClaimLoop(
            queue.name(),
            queue.concurrency(),
            patience,
            room -> store.toAsk(queue, room).invoke(jobs -> taken.accept(jobs.size())),
            job -> work.ask(job).invoke(sending::wake),
            store::release);
  }

  String name() {
    return queue.name();
  }

  /** Looks again as soon as an account that was too fast may be asked again. */
  void wakeAfterPauses(Vertx vertx) {
    work.onPause(pause -> vertx.setTimer(Math.max(1, pause.toMillis()), over -> sending.wake()));
  }

  /** There may be something to send. */
  void wake() {
    sending.wake();
  }

  void poll() {
    sending.wake();
    asking.wake();
  }

  void stop() {
    sending.stop();
    asking.stop();
  }

  boolean isIdle() {
    return sending.isIdle() && asking.isIdle();
  }

  /**
   * @return what is due now
   */
  Uni<List<OldestDue>> measure() {
    return store
        .oldestDue(queue.name())
        .invoke(due -> oldestDue = due.stream().mapToDouble(OldestDue::seconds).max().orElse(0))
        .call(() -> store.dead(queue.name()).invoke(count -> dead = count));
  }

  double oldestDueSeconds() {
    return oldestDue;
  }

  double dead() {
    return dead;
  }
}
