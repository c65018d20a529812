package dev.ramal.bench.calls;

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

/** Carriers' facts per second that became state and published events. */
public final class CallsBenchmark implements Benchmark {
  private static final Duration BASELINE = Duration.ofSeconds(3);

  @Override
  public String name() {
    return "calls";
  }

  @Override
  public String help() {
    return "carriers' facts per second until CallEnded is published, next to bare transactions";
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    log.say("starting Postgres");
    List<CallsRoom> rooms = new ArrayList<>();
    try (BenchServers servers = new BenchServers();
        BareTransactions bare = new BareTransactions(servers)) {
      try {
        for (Checkout checkout : Checkout.of(options)) {
          rooms.add(new CallsRoom(checkout, servers, options, log));
        }
        for (int replicas : options.replicas()) {
          measure(rooms, replicas, bare, options, log, results);
        }
      } finally {
        rooms.forEach(CallsRoom::close);
      }
    }
  }

  private static void measure(
      List<CallsRoom> rooms,
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
      for (CallsRoom room : rooms) {
        room.round(round);
      }
    }
    double transactions = results.add("bare", "transactions", "/s", baseline);
    List<Double> rates = rooms.stream().map(room -> room.report(results)).toList();
    for (int i = 0; i < rooms.size(); i++) {
      results.add(
          rooms.get(i).name(), "facts per bare transaction", "×", rates.get(i) / transactions);
    }
    if (rates.size() > 1) {
      results.add("this", "facts, of the other's", "×", rates.get(0) / rates.get(1));
    }
  }
}
