package dev.ramal.bench.finance;

import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.HeapPeak;
import dev.ramal.bench.room.Room;
import java.util.Map;

/** billing-service with a stored month, asked by somebody of finance. */
abstract class FinanceBench implements Benchmark {
  static final String DATABASE = "billing";
  private static final String SERVICE = "billing-service";
  private static final int LINES = 1_000_000;

  /** A stored month is no month that was posted: to seal it all at once would be measured, too. */
  private static final Map<String, String> NEVER_SEALED =
      Map.of("ramal.billing.chain.seal-every", "10h");

  @Override
  public final void run(BenchOptions options, RunLog log, Results results) {
    int lines = options.lines() == 0 ? LINES : options.lines();
    results.condition("lines", "" + lines);
    try (BenchServers servers = BenchServers.withPeople(log);
        Room room = new Room(Checkout.of(options, log).get(0), servers)) {
      log.say("starting %s", SERVICE);
      room.start(SERVICE, DATABASE, TopicFlow.STEADY_JVM, NEVER_SEALED);
      measure(room, lines, options.rounds(), log, results);
    }
  }

  /** People's tokens live for a quarter of an hour: a new one for each question that takes long. */
  static FinanceApi api(Room room) {
    return new FinanceApi(room.service(SERVICE), room.servers().people().token("davi"));
  }

  static HeapPeak heap(Room room) {
    return new HeapPeak(room.service(SERVICE));
  }

  static LiveHeap live(Room room) {
    return new LiveHeap(room.service(SERVICE));
  }

  abstract void measure(Room room, int lines, int rounds, RunLog log, Results results);

  /**
   * What is wanted of a million lines, of so many; of few most of the time is not theirs.
   *
   * @param seconds of a million lines
   */
  static double wanted(double seconds, int lines) {
    return seconds * Math.max(lines, LINES / 10) / LINES;
  }

  static double seconds(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e9;
  }
}
