package dev.ramal.kit.lag;

import dev.ramal.kit.failure.FailurePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges consumer groups by one reading of their offsets after the other. What is to be tried again
 * waits in a retry topic for as long as the topic's name says, and stands still meanwhile: there
 * the window is that much longer.
 */
final class GroupProgress {
  private final Duration window;
  private final Duration longestGap;
  private final Map<GroupPartition, ProgressWindow> windows = new HashMap<>();

  GroupProgress(Duration window, Duration longestGap) {
    this.window = window;
    this.longestGap = longestGap;
  }

  /** What is not among those that were read is forgotten: the topic or the group is gone. */
  List<JudgedPartition> judge(Instant at, Map<GroupPartition, GroupOffsets> read) {
    windows.keySet().retainAll(read.keySet());
    List<JudgedPartition> judged = new ArrayList<>(read.size());
    read.forEach((place, offsets) -> judged.add(judge(at, place, offsets)));
    return judged;
  }

  /** What could not be read has no gap that anything could be said of. */
  void forget() {
    windows.clear();
  }

  private JudgedPartition judge(Instant at, GroupPartition place, GroupOffsets offsets) {
    ProgressWindow own =
        windows.computeIfAbsent(
            place,
            added ->
                new ProgressWindow(window.plus(FailurePolicy.delayOf(added.topic())), longestGap));
    if (offsets.isKnown()) {
      own.add(new ProgressSample(at, offsets.committed(), offsets.behind()));
    } else {
      own.clear();
    }
    return new JudgedPartition(place, offsets, own.judge(offsets.attended()), own.still());
  }
}
