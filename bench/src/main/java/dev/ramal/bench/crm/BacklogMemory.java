package dev.ramal.bench.crm;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.FinishedCalls;
import dev.ramal.bench.load.GroupLag;
import dev.ramal.bench.room.ProcessMemory;
import java.time.Duration;

/** What the service holds while more and more calls pile up before a CRM that takes none. */
final class BacklogMemory {
  private static final double[] MARKS = {0.1, 0.5, 1};
  private static final int STEP = 5_000;

  /**
   * Hears the same calls; what it has not applied yet lies in the service as the broker gave it.
   */
  private static final String TIMELINE = "crm-sync-service-timeline";

  private static final Duration SILENCE = Duration.ofMinutes(1);

  /** What is alive in the heap does not grow with what waits in the database. */
  private static final double WANTED_RATIO = 1.2;

  private final FlowRoom room;
  private final CrmStore store;
  private final RunLog log;

  BacklogMemory(FlowRoom room, CrmStore store, RunLog log) {
    this.room = room;
    this.store = store;
    this.log = log;
  }

  void measure(BenchOptions options, Results results) {
    int all = options.messages();
    log.say("%s: %,d calls that pile up", room.name(), all);
    store.wipe();
    store.hold();
    ProcessMemory first = null;
    ProcessMemory last = null;
    int told = 0;
    try (EventFeed feed = new EventFeed(room.room().bootstrapServers());
        GroupLag timeline = new GroupLag(room.room().bootstrapServers(), TIMELINE)) {
      for (double mark : MARKS) {
        while (told < all * mark) {
          int step = Math.max(1, Math.min(STEP, (int) (all * mark) - told));
          room.workOff(step, series -> feed.sendAll(FinishedCalls.of(step, series)));
          told += step;
        }
        timeline.awaitNone(SILENCE);
        last = room.room().service("crm-sync-service").memory();
        first = first == null ? last : first;
        String after = " after %,d calls that wait".formatted(told);
        results.add(room.name(), "heap" + after, "MB", last.heap());
        results.add(room.name(), "resident" + after, "MB", last.resident());
      }
    }
    String ratio = " after %,d calls that wait, of that after the first tenth".formatted(told);
    double heap = results.add(room.name(), "heap" + ratio, "×", last.heap() / first.heap());
    results.wantAtMost("heap" + ratio, WANTED_RATIO, "×", heap);
    results.add(room.name(), "resident" + ratio, "×", last.resident() / first.resident());
    store.wipe();
  }
}
