package dev.ramal.kit.lag;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The samples of the last while, and what they say. The rules are those of Burrow (LinkedIn, <a
 * href="https://github.com/linkedin/Burrow/wiki/Consumer-Lag-Evaluation-Rules">Consumer Lag
 * Evaluation Rules</a>), for samples that are taken at intervals rather than with each commit:
 *
 * <ol>
 *   <li>Nothing waits now, or did not once within the window: {@link LagStatus#OK}.
 *   <li>The position did not change over the whole window: {@link LagStatus#STALL}, or {@link
 *       LagStatus#STOP} where nobody is there to go on. Burrow tells the two apart by whether
 *       commits still come, which a sample does not show.
 *   <li>It changed, and what waits got less at no time: {@link LagStatus#WARN}.
 *   <li>Else {@link LagStatus#OK}.
 * </ol>
 *
 * <p>Until the samples reach back as far as the window nothing is said of what does not move. A
 * position that goes back, which Burrow takes for an error, is a change: here a person did that, to
 * have records applied once more.
 *
 * <p>Not safe for several threads.
 */
public final class ProgressWindow {
  private final Duration length;
  private final Duration longestGap;
  private final Deque<ProgressSample> samples = new ArrayDeque<>();
  private Instant still;

  /**
   * @param length for how long something has to stand still until that is said
   * @param longestGap between two samples; after a longer one it begins anew, for nobody knows what
   *     happened meanwhile
   */
  public ProgressWindow(Duration length, Duration longestGap) {
    this.length = length;
    this.longestGap = longestGap;
  }

  /** Samples come in the order of their times; one that does not begins anew. */
  public void add(ProgressSample sample) {
    ProgressSample before = samples.peekLast();
    if (before != null && !follows(before, sample)) {
      samples.clear();
      before = null;
    }
    if (before == null || before.behind() == 0 || before.position() != sample.position()) {
      still = sample.at();
    }
    samples.addLast(sample);
    Instant begin = sample.at().minus(length);
    while (samples.size() > 1 && !second().at().isAfter(begin)) {
      samples.removeFirst();
    }
  }

  /** Forgets all: what comes next is judged by itself. */
  public void clear() {
    samples.clear();
  }

  /**
   * @param attended whether somebody is there to go on
   */
  public LagStatus judge(boolean attended) {
    if (samples.isEmpty()) {
      return LagStatus.UNKNOWN;
    }
    if (samples.stream().anyMatch(sample -> sample.behind() == 0)) {
      return LagStatus.OK;
    }
    if (hasMoved()) {
      return gotLess() ? LagStatus.OK : LagStatus.WARN;
    }
    if (!isFull()) {
      return LagStatus.UNKNOWN;
    }
    return attended ? LagStatus.STALL : LagStatus.STOP;
  }

  /** Since when, as far as is known, nothing has moved; null without a sample. */
  public Instant still() {
    return samples.isEmpty() ? null : still;
  }

  private boolean follows(ProgressSample before, ProgressSample sample) {
    return !sample.at().isBefore(before.at()) && !sample.at().isAfter(before.at().plus(longestGap));
  }

  private boolean hasMoved() {
    long first = samples.getFirst().position();
    return samples.stream().anyMatch(sample -> sample.position() != first);
  }

  private boolean gotLess() {
    ProgressSample before = null;
    for (ProgressSample sample : samples) {
      if (before != null && sample.behind() < before.behind()) {
        return true;
      }
      before = sample;
    }
    return false;
  }

  private boolean isFull() {
    Instant begin = samples.getLast().at().minus(length);
    return !samples.getFirst().at().isAfter(begin);
  }

  private ProgressSample second() {
    Iterator<ProgressSample> each = samples.iterator();
    each.next();
    return each.next();
  }
}
