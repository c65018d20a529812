package dev.ramal.bench.frame;

/** Something that can be measured: {@code ./ramal bench <name>}. */
public interface Benchmark {
  String name();

  /** One line: what is counted, next to what. */
  String help();

  /** Starts what it needs, measures, and ends what it started. */
  void run(BenchOptions options, RunLog log, Results results);
}
