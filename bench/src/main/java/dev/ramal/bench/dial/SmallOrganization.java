package dev.ramal.bench.dial;

import dev.ramal.bench.frame.Results;
import dev.ramal.bench.load.EndedCallEvents;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.room.Room;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A few clicks and a few callers a second: how long clicks are answered, and calls end. */
final class SmallOrganization {
  private static final double CLICKS_PER_SECOND = 5;
  private static final double CALLERS_PER_SECOND = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Any but the one that floods. */
  private static final int OF_CALLERS = 1;

  private final Room room;
  private final Clicks clicks;
  private final String agent;
  private final Duration length;
  private long series = System.currentTimeMillis();

  SmallOrganization(Room room, Clicks clicks, String agent, Duration length) {
    this.room = room;
    this.clicks = clicks;
    this.agent = agent;
    this.length = length;
  }

  Felt measure() {
    long own = ++series;
    try (EventFeed feed = new EventFeed(room.bootstrapServers());
        EndedCallEvents ended = new EndedCallEvents(room.bootstrapServers())) {
      CompletableFuture<Map<String, Long>> callers =
          CompletableFuture.supplyAsync(
              () ->
                  new PacedFacts(feed, own)
                      .run(
                          CALLERS_PER_SECOND,
                          length,
                          number -> caller(own, number) * Organizations.COUNT + OF_CALLERS));
      Latencies answers = clicks.run(agent, CLICKS_PER_SECOND, length).answers();
      Map<String, Long> due = callers.join();
      ended.awaitAll(due.keySet(), PATIENCE);
      Latencies heard = new Latencies();
      due.forEach(
          (caller, sent) -> {
            EndedCallEvents.Ended call = ended.of(caller);
            heard.add(call == null ? PATIENCE.toNanos() : call.seenNanos() - sent);
          });
      return new Felt(answers, heard);
    }
  }

  /** Callers of different measurements have different numbers. */
  private static int caller(long series, int number) {
    return (int) (series % 7) * 10_000 + number;
  }

  /**
   * How it was.
   *
   * @param clicks until they were answered
   * @param callers from a call's last fact until its end was published; the patience for one whose
   *     end never was
   */
  record Felt(Latencies clicks, Latencies callers) {
    Felt report(Results results, String when) {
      clicks.report(results, "small", "click, " + when);
      callers.report(results, "small", "fact → CallEnded, " + when);
      return this;
    }

    /**
     * @param when how it was in what this is compared with
     */
    void compare(Results results, Felt other, String when) {
      results.add(
          "small",
          "click p95, of " + when,
          "×",
          clicks.percentile(0.95) / other.clicks.percentile(0.95));
      results.add(
          "small",
          "fact → CallEnded p95, of " + when,
          "×",
          callers.percentile(0.95) / other.callers.percentile(0.95));
    }
  }
}
