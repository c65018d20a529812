package dev.ramal.bench.load;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Does something so many times a second, whether or not what it began has ended. */
public record Pace(double perSecond) {
  /** One turn of whatever is paced. */
  public interface Turn {
    /**
     * @param number from 0
     * @param dueNanos when it should have happened: latencies count from here
     */
    void at(int number, long dueNanos);
  }

  /**
   * Keeps the pace for a while on this thread.
   *
   * @return how many turns there were
   */
  public int run(Duration length, Turn turn) {
    long begin = System.nanoTime();
    int turns = (int) (perSecond * length.toNanos() / 1e9);
    for (int number = 0; number < turns; number++) {
      long due = begin + (long) (number * 1e9 / perSecond);
      for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
        LockSupport.parkNanos(wait);
      }
      turn.at(number, due);
    }
    return turns;
  }
}
