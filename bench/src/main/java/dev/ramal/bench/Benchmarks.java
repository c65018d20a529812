package dev.ramal.bench;

import dev.ramal.bench.billing.BillingFlow;
import dev.ramal.bench.calls.CallsFlow;
import dev.ramal.bench.click.ClickBench;
import dev.ramal.bench.crm.CrmFlow;
import dev.ramal.bench.deadletters.DlqBench;
import dev.ramal.bench.dial.DialFlow;
import dev.ramal.bench.dial.FloodBench;
import dev.ramal.bench.entry.EntryBench;
import dev.ramal.bench.finance.ExportBench;
import dev.ramal.bench.finance.ReconciliationBench;
import dev.ramal.bench.finance.WhatIfBench;
import dev.ramal.bench.flow.FlowBenchmark;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.gateway.GatewayBench;
import dev.ramal.bench.messages.MessagesFlow;
import dev.ramal.bench.pipeline.PipelineFlow;
import dev.ramal.bench.queue.QueueBench;
import dev.ramal.bench.rating.RatingBench;
import dev.ramal.bench.start.StartBench;
import dev.ramal.servers.processes.ChildProcess;
import dev.ramal.servers.processes.ServerFailure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Main class behind {@code ./ramal bench}: lists the benchmarks or runs one of them. */
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new GatewayBench(),
          new FlowBenchmark(new CallsFlow()),
          new FlowBenchmark(new BillingFlow()),
          new RatingBench(),
          new ReconciliationBench(),
          new WhatIfBench(),
          new ExportBench(),
          new FlowBenchmark(new MessagesFlow()),
          new FlowBenchmark(new CrmFlow()),
          new DlqBench(),
          new ClickBench(),
          new FlowBenchmark(new DialFlow()),
          new FloodBench(),
          new QueueBench(),
          new FlowBenchmark(new PipelineFlow()),
          new EntryBench(),
          new StartBench());

  private Benchmarks() {}

  public static void main(String[] arguments) {
    System.exit(run(Arrays.asList(arguments)));
  }

  private static int run(List<String> arguments) {
    if (arguments.isEmpty()) {
      list();
      return 0;
    }
    Logger.getLogger("").setLevel(Level.SEVERE);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> ChildProcess.endAll(Duration.ofSeconds(40))));
    try {
      Benchmark benchmark = find(arguments.get(0));
      BenchOptions options = BenchOptions.parse(arguments.subList(1, arguments.size()));
      RunLog log = new RunLog(System.err);
      Results results = new Results(benchmark.name(), log);
      benchmark.run(options, log, results);
      System.out.println(options.json() ? results.json() : "\n" + results.table());
      return results.held() ? 0 : 1;
    } catch (ServerFailure e) {
      System.err.println("ramal: " + e.getMessage());
      return 1;
    }
  }

  private static Benchmark find(String name) {
    return ALL.stream()
        .filter(benchmark -> benchmark.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ServerFailure(
                    "There is no benchmark \""
                        + name
                        + "\"; there are: "
                        + String.join(", ", ALL.stream().map(Benchmark::name).toList())));
  }

  private static void list() {
    System.out.println("usage: ./ramal bench <name> [options]\n");
    ALL.forEach(known -> System.out.printf("  %-14s %s%n", known.name(), known.help()));
    System.out.println("\n" + BenchOptions.HELP);
  }
}
