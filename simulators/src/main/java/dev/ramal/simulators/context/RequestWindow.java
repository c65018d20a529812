package dev.ramal.simulators.context;

import dev.ramal.simulators.time.Pace;
import dev.ramal.simulators.time.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many requests are taken in any window of time, which slides on the real clock and shrinks
 * with the acceleration. Confined to the loop.
 */
public final class RequestWindow {
  private final Schedule schedule;
  private final Map<String, Deque<Instant>> taken = new HashMap<>();

  public RequestWindow(Schedule schedule) {
    this.schedule = schedule;
  }

  /**
   * Takes one more request, unless there were enough.
   *
   * @param of whose, or of what kind
   * @param most 0 takes all, less takes none
   * @param length in simulated time
   * @return how long until one is taken again; empty when this one was
   */
  public Optional<Duration> take(String of, int most, Duration length) {
    if (most == 0) {
      return Optional.empty();
    }
    Deque<Instant> recent = taken.computeIfAbsent(of, first -> new ArrayDeque<>());
    Duration window = shrunk(length);
    Instant now = Instant.now();
    while (!recent.isEmpty() && recent.peekFirst().plus(window).isBefore(now)) {
      recent.removeFirst();
    }
    if (recent.size() >= most) {
      Instant oldest = recent.isEmpty() ? now : recent.peekFirst();
      return Optional.of(Duration.between(now, oldest.plus(window)));
    }
    recent.addLast(now);
    return Optional.empty();
  }

  /** Forgets what was taken. */
  public void clear() {
    taken.clear();
  }

  private Duration shrunk(Duration length) {
    Pace pace = schedule.pace();
    double factor = pace.kind() == Pace.Kind.ACCELERATED ? pace.factor() : 1;
    return Duration.ofMillis(Math.round(length.toMillis() / factor));
  }
}
