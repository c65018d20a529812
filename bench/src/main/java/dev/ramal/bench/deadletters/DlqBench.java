package dev.ramal.bench.deadletters;

import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.HeapPeak;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A million dead letters wait when messaging-service starts, in 256 MiB: seconds until each is
 * known and counted by what it has in common with others, then what people ask about them. The
 * baseline is a bare consumer that reads the same topic.
 */
public final class DlqBench implements Benchmark {
  static final String DATABASE = "messaging";
  private static final String SERVICE = "messaging-service";
  private static final int LETTERS = 1_000_000;

  /** Of a million letters. */
  private static final double WANTED_SECONDS = 60;

  private static final double WANTED_MEGABYTES = 256 * 1024 * 1024 / 1e6;

  /** The heap is what is wanted, and no more. */
  private static final List<String> JVM =
      Stream.concat(
              Stream.of("-Xmx256m"),
              TopicFlow.STEADY_JVM.stream().filter(option -> !option.startsWith("-Xmx")))
          .toList();

  @Override
  public String name() {
    return "dlq";
  }

  @Override
  public String help() {
    return "seconds until 1,000,000 dead letters (--lines) are known, tried and sent; the heap";
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    int letters = options.lines() == 0 ? LETTERS : options.lines();
    results.condition("letters", "" + letters);
    try (BenchServers servers = BenchServers.withPeople(log);
        Room room = new Room(Checkout.of(options, log).get(0), servers)) {
      log.say("writing %,d letters", letters);
      WrittenLetters.write(room.bootstrapServers(), letters);
      List<Double> bare = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        bare.add(BareReading.seconds(room.bootstrapServers(), letters));
      }
      double read = results.add("bare", "the same topic read by a consumer", "s", bare);
      double known = walk(room, letters, log, results);
      results.add(room.name(), "letters known, of the bare consumer", "×", known / read);
      results.wantAtMost(
          "letters known", WANTED_SECONDS * Math.max(letters, LETTERS / 10) / LETTERS, "s", known);
    }
  }

  /**
   * @return seconds until all are known, the start of the service included
   */
  private static double walk(Room room, int letters, RunLog log, Results results) {
    log.say("starting %s", SERVICE);
    Duration postgres = room.servers().postgresCpu();
    long begin = System.nanoTime();
    MeasuredService service = room.start(SERVICE, DATABASE, JVM, Map.of());
    double ready = since(begin);
    try (HeapPeak heap = new HeapPeak(service);
        KnownLetters known = new KnownLetters(room)) {
      known.await(letters);
      double walked = since(begin);
      String who = room.name();
      results.add(who, "service ready", "s", ready);
      results.add(who, "letters known, the start of the service included", "s", walked);
      results.add(who, "letters known", "/s", letters / walked);
      results.add(who, "processor of the service", "s", service.cpu().toMillis() / 1e3);
      results.add(
          who,
          "processor of Postgres",
          "s",
          room.servers().postgresCpu().minus(postgres).toMillis() / 1e3);
      known.check(letters);
      new AskedLetters(room, service).measure(log, results);
      results.add(who, "largest heap seen", "MB", heap.megabytes());
      results.add(who, "resident", "MB", service.memory().resident());
      results.wantAtMost("largest heap seen", WANTED_MEGABYTES, "MB", heap.megabytes());
      return walked;
    }
  }

  static double since(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }
}
