package dev.ramal.bench.frame;

import java.io.PrintStream;
import java.util.Locale;

/** Lines for whoever watches, each with the time since the beginning. */
public final class RunLog {
  private final PrintStream out;
  private final long begin = System.nanoTime();

  public RunLog(PrintStream out) {
    this.out = out;
  }

  public synchronized void say(String line, Object... values) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.printf(Locale.ROOT, "%6.1f s  %s%n", seconds, line.formatted(values));
    out.flush();
  }
}
