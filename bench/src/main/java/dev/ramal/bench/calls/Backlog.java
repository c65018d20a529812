package dev.ramal.bench.calls;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.GroupLag;
import dev.ramal.bench.load.InboundCallFacts;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.servers.processes.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Facts that came while the service was away: how fast they are worked off, and what heap, lag
 * metric and readiness say meanwhile.
 */
final class Backlog {
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final String HEAP = "jvm_memory_used_bytes{";
  private static final String LAG = "kafka_consumer_fetch_manager_records_lag{";

  private final FlowRoom room;
  private final RunLog log;
  private final Results results;
  private final List<Double> heap = new ArrayList<>();
  private final List<Double> told = new ArrayList<>();
  private final List<Double> real = new ArrayList<>();
  private int unready;

  Backlog(FlowRoom room, RunLog log, Results results) {
    this.room = room;
    this.log = log;
    this.results = results;
  }

  void measure(int facts) {
    int calls = facts / InboundCallFacts.FACTS_PER_CALL;
    log.say("%s: %d facts while the service is away", room.name(), facts);
    long series = room.feedWhileAway(calls);
    log.say("%s: ready again", room.name());
    CompletableFuture<Double> drained =
        CompletableFuture.supplyAsync(() -> room.awaitAll(calls, series));
    try (GroupLag group = new GroupLag(room.room().bootstrapServers(), "call-service")) {
      while (!drained.isDone()) {
        sample(group);
        Waiting.pause(BETWEEN);
      }
    }
    report(calls, drained.join());
  }

  private void sample(GroupLag group) {
    MeasuredService service = room.room().service("call-service");
    double open = group.records();
    try {
      unready += service.isReady() ? 0 : 1;
      String metrics = service.get("/q/metrics").body();
      heap.add(sum(metrics, HEAP, "area=\"heap\"") / (1024 * 1024));
      told.add(sum(metrics, LAG, "topic="));
      real.add(open);
    } catch (IOException e) {
      unready++;
    }
    log.say("%s: %.0f facts open", room.name(), open);
  }

  private void report(int calls, double seconds) {
    String name = room.name();
    int quarter = Math.max(1, heap.size() / 4);
    results.add(
        name,
        "backlog worked off",
        "facts/s",
        calls * (double) InboundCallFacts.FACTS_PER_CALL / seconds);
    results.add(name, "heap, first quarter", "MiB", Results.median(heap.subList(0, quarter)));
    results.add(
        name,
        "heap, last quarter",
        "MiB",
        Results.median(heap.subList(heap.size() - quarter, heap.size())));
    results.add(name, "heap, most", "MiB", heap.stream().mapToDouble(d -> d).max().orElse(0));
    results.add(name, "lag metric at half time", "facts", told.get(told.size() / 2));
    results.add(name, "uncommitted at half time", "facts", real.get(real.size() / 2));
    results.add(name, "samples not ready of " + (heap.size() + unready), "", unready);
  }

  private static double sum(String metrics, String name, String tag) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(tag))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .filter(value -> !Double.isNaN(value))
        .sum();
  }
}
