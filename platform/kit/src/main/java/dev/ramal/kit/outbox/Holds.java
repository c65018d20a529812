package dev.ramal.kit.outbox;

import dev.ramal.kit.time.Backoff;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys, or topics, that are left alone for a while because something of theirs was refused; waits
 * grow until something of theirs is taken. In memory: after a restart all are tried again.
 */
final class Holds {
  private final Backoff backoff;
  private final Map<String, Hold> held = new HashMap<>();
  private Set<String> leftAlone = Set.of();

  private record Hold(int failures, long until) {}

  Holds(Backoff backoff) {
    this.backoff = backoff;
  }

  /**
   * Further refusals while it is left alone do not count.
   *
   * @return how long it is left alone from now on; zero when it was already
   */
  Duration refused(String name) {
    long now = System.nanoTime();
    Hold before = held.getOrDefault(name, new Hold(0, now));
    if (before.until - now > 0) {
      return Duration.ZERO;
    }
    Duration wait = backoff.after(before.failures + 1);
    held.put(name, new Hold(before.failures + 1, now + wait.toNanos()));
    return wait;
  }

  /** It is not left alone, but watched: one row at a time. */
  void suspect(String name) {
    held.putIfAbsent(name, new Hold(0, System.nanoTime()));
  }

  void taken(String name) {
    held.remove(name);
  }

  boolean isOnTrial(String name) {
    return held.containsKey(name);
  }

  int size() {
    return held.size();
  }

  /** Those to be left alone now. */
  Set<String> now() {
    long now = System.nanoTime();
    leftAlone =
        held.entrySet().stream()
            .filter(entry -> entry.getValue().until - now > 0)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return leftAlone;
  }

  /**
   * When the first may be tried again, from now; the limit when there is none before it. At once if
   * that time has come since somebody last asked which are to be left alone.
   */
  Duration next(Duration limit) {
    long now = System.nanoTime();
    long first =
        held.entrySet().stream()
            .filter(entry -> entry.getValue().until - now > 0 || leftAlone.contains(entry.getKey()))
            .mapToLong(entry -> Math.max(0, entry.getValue().until - now))
            .min()
            .orElse(Long.MAX_VALUE);
    return first < limit.toNanos() ? Duration.ofNanos(first) : limit;
  }
}
