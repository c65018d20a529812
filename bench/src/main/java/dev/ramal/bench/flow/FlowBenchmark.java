package dev.ramal.bench.flow;

import dev.ramal.bench.baseline.BareTransactions;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures a {@link Flow} next to bare transactions on the same Postgres. */
public final class FlowBenchmark implements Benchmark {
  private static final Duration BASELINE = Duration.ofSeconds(3);

  private final Flow flow;

  public FlowBenchmark(Flow flow) {
    this.flow = flow;
  }

  @Override
  public String name() {
    return flow.name();
  }

  @Override
  public String help() {
    return flow.help();
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    log.say("starting Postgres");
    List<FlowRoom> rooms = new ArrayList<>();
    try (BenchServers servers = new BenchServers();
        BareTransactions bare = new BareTransactions(servers)) {
      try {
        flow.prepare(servers, options, log);
        for (Checkout checkout : flow.candidates(options, log)) {
          rooms.add(new FlowRoom(flow, checkout, servers, options, log));
        }
        for (int replicas : options.replicas()) {
          measure(rooms, replicas, bare, options, log, results);
        }
        rooms.forEach(room -> flow.afterwards(room, options, log, results));
      } finally {
        rooms.forEach(FlowRoom::close);
        flow.close();
      }
    }
  }

  private void measure(
      List<FlowRoom> rooms,
      int replicas,
      BareTransactions bare,
      BenchOptions options,
      RunLog log,
      Results results) {
    rooms.forEach(room -> room.prepare(replicas));
    List<Double> baseline = new ArrayList<>();
    for (int round = 1; round <= options.rounds(); round++) {
      double transactions = bare.round(BASELINE);
      baseline.add(transactions);
      log.say("round %d: %.0f bare transactions/s", round, transactions);
      for (FlowRoom room : rooms) {
        room.round(round);
      }
    }
    double transactions = results.add("bare", "transactions", "/s", baseline);
    List<Double> rates = rooms.stream().map(room -> room.report(results)).toList();
    for (int i = 0; i < rooms.size(); i++) {
      results.add(
          rooms.get(i).name(),
          flow.unit() + " per bare transaction",
          "×",
          rates.get(i) / transactions);
    }
    for (int i = 1; i < rates.size(); i++) {
      String of = rooms.get(i).isOtherVersion() ? "the other" : rooms.get(i).name();
      results.add("this", flow.unit() + ", of " + of + "'s", "×", rates.get(0) / rates.get(i));
    }
  }
}
