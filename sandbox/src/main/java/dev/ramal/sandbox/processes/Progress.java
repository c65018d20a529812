package dev.ramal.sandbox.processes;

import java.io.PrintStream;
import java.time.Duration;

/** Lines for whoever watches, each with the time since the beginning. */
public final class Progress {
  private final PrintStream out;
  private final long begin = System.nanoTime();
  private boolean last;

  public Progress(PrintStream out) {
    this.out = out;
  }

  public synchronized void say(String line) {
    if (!last) {
      print(line);
    }
  }

  /** Nothing that is said later matters any more to whoever has asked for the end. */
  public synchronized void sayLast(String line) {
    say(line);
    last = true;
  }

  private void print(String line) {
    out.printf("%6.1f s  %s%n", elapsed().toMillis() / 1000.0, line);
    out.flush();
  }

  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
