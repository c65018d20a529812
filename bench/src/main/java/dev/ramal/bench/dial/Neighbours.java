package dev.ramal.bench.dial;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EndedCallEvents;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.load.Organizations;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What nine small organizations feel of a large one: from a call's last fact to its {@code
 * CallEnded}, alone and while the large one sends at half the rate that can be sustained.
 */
final class Neighbours {
  private static final double SMALL_CALLS_PER_SECOND = 9;
  private static final int LARGE_FIRST = 5_000_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final FlowRoom room;
  private final Duration length;
  private final RunLog log;
  private final Results results;

  Neighbours(FlowRoom room, Duration length, RunLog log, Results results) {
    this.room = room;
    this.length = length;
    this.log = log;
    this.results = results;
  }

  void measure() {
    log.say("%s: nine small organizations alone", room.name());
    double alone = report("nine small, fact → CallEnded", small());
    log.say("%s: the same beside a large one", room.name());
    try (EventFeed feed = new EventFeed(room.room().bootstrapServers())) {
      CompletableFuture<?> large =
          CompletableFuture.runAsync(
              () ->
                  new PacedFacts(feed, room.nextSeries())
                      .run(room.subjectsPerSecond() / 2, length, Neighbours::largeCall));
      double beside = report("nine small beside a large one, fact → CallEnded", small());
      large.join();
      results.add(room.name(), "p99 beside a large one, of alone", "×", beside / alone);
    }
  }

  private Latencies small() {
    try (EventFeed feed = new EventFeed(room.room().bootstrapServers());
        EndedCallEvents ended = new EndedCallEvents(room.room().bootstrapServers())) {
      Map<String, Long> due =
          new PacedFacts(feed, room.nextSeries())
              .run(SMALL_CALLS_PER_SECOND, length, Neighbours::smallCall);
      ended.awaitAll(due.keySet(), PATIENCE);
      Latencies latencies = new Latencies();
      due.forEach(
          (caller, sent) -> {
            EndedCallEvents.Ended call = ended.of(caller);
            if (call != null) {
              latencies.add(call.seenNanos() - sent);
            }
          });
      return latencies;
    }
  }

  private double report(String what, Latencies latencies) {
    latencies.report(results, room.name(), what);
    return latencies.percentile(0.99);
  }

  private static int smallCall(int number) {
    return number / (Organizations.COUNT - 1) * Organizations.COUNT
        + 1
        + number % (Organizations.COUNT - 1);
  }

  private static int largeCall(int number) {
    return LARGE_FIRST + number * Organizations.COUNT;
  }
}
