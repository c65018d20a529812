package dev.ramal.bench.entry;

import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.Folders;
import dev.ramal.bench.room.MeasuredSandbox;
import java.util.ArrayList;
import java.util.List;

/**
 * What the entry of a running sandbox adds to an answer of call-service: the same request to the
 * service itself and through the entry, one after the other on a connection each, in turns. Two
 * blocks of requests, one behind the other, would compare two minutes of the machine instead.
 */
public final class EntryBench implements Benchmark {
  private static final String SERVICE = "call-service";
  private static final String PATH = "/api/calls?limit=1";
  private static final String USER = "ana";
  private static final int WARM_UP = 2_000;
  private static final int PAIRS = 1_000;

  @Override
  public String name() {
    return "entry";
  }

  @Override
  public String help() {
    return "milliseconds that the entry adds to an answer, next to the service by itself";
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    for (Checkout checkout : Checkout.of(options, log)) {
      MeasuredSandbox sandbox =
          new MeasuredSandbox(checkout.folder(), Folders.empty("entry-sandbox"));
      try {
        log.say("%s: starting a sandbox", checkout.name());
        sandbox.start();
        measure(checkout.name(), sandbox, options, log, results);
      } finally {
        sandbox.stop();
      }
    }
  }

  private void measure(
      String who, MeasuredSandbox sandbox, BenchOptions options, RunLog log, Results results) {
    String token = sandbox.token(USER);
    Asker direct = new Asker(sandbox.serviceUrl(SERVICE) + PATH, token);
    Asker through = new Asker(sandbox.entryUrl() + PATH, token);
    log.say("%s: warming up with %d pairs of requests", who, WARM_UP);
    inTurns(direct, new Latencies(), through, new Latencies(), WARM_UP);
    List<Double> byItself = new ArrayList<>();
    List<Double> byEntry = new ArrayList<>();
    List<Double> added = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      Latencies directly = new Latencies();
      Latencies throughIt = new Latencies();
      inTurns(direct, directly, through, throughIt, options.records().orElse(PAIRS));
      byItself.add(directly.percentile(0.5));
      byEntry.add(throughIt.percentile(0.5));
      added.add(throughIt.percentile(0.5) - directly.percentile(0.5));
    }
    results.add(who, "answer of the service by itself, p50", "ms", byItself);
    results.add(who, "answer through the entry, p50", "ms", byEntry);
    results.add(who, "added by the entry, p50", "ms", added);
  }

  private static void inTurns(
      Asker direct, Latencies directly, Asker through, Latencies throughIt, int pairs) {
    for (int i = 0; i < pairs; i++) {
      directly.add(direct.ask());
      throughIt.add(through.ask());
    }
  }
}
