package dev.ramal.kit.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs that have ended, from any thread to the relay's. */
final class Answers {
  private final Queue<KeyRun> ended = new ConcurrentLinkedQueue<>();
  private final Runnable wake;

  /**
   * @param wake called when a run ends that is no longer waited for
   */
  Answers(Runnable wake) {
    this.wake = wake;
  }

  List<KeyRun> take() {
    List<KeyRun> taken = new ArrayList<>();
    for (KeyRun run = ended.poll(); run != null; run = ended.poll()) {
      taken.add(run);
    }
    return taken;
  }

  /** Runs that are handed over together. */
  Round round(int runs) {
    return new Round(runs);
  }

  final class Round {
    private final CountDownLatch left;
    private volatile boolean isOver;

    private Round(int runs) {
      left = new CountDownLatch(runs);
    }

    void ended(KeyRun run) {
      ended.add(run);
      left.countDown();
      if (isOver) {
        wake.run();
      }
    }

    void await(Duration limit) {
      try {
        isOver = !left.await(limit.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        isOver = true;
      }
    }
  }
}
