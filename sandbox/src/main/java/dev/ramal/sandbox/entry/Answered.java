package dev.ramal.sandbox.entry;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** How those behind the entry have answered; what failed is kept, to be told. */
public final class Answered {
  private static final int FIRST_FAILURE = 500;

  /** More of them tell nothing more. */
  private static final int KEPT = 100;

  private final AtomicLong all = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  void note(String who, String method, String path, int status) {
    all.incrementAndGet();
    if (status >= FIRST_FAILURE && failed.incrementAndGet() <= KEPT) {
      failures.add(who + " answered " + status + " to " + method + " " + path);
    }
  }

  /** Nothing of before counts. */
  public void forget() {
    all.set(0);
    failed.set(0);
    failures.clear();
  }

  /** Requests that were answered, by whatever status. */
  public long all() {
    return all.get();
  }

  /** With 500 and above, or by nobody. */
  public long failed() {
    return failed.get();
  }

  /** The first hundred of them, a line each. */
  public List<String> failures() {
    return List.copyOf(failures);
  }
}
