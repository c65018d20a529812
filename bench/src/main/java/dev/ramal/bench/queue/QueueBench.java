package dev.ramal.bench.queue;

import dev.ramal.bench.baseline.BareRoundTrips;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Benchmark;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.load.Pace;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.Room;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One queue in which 2,000 callers wait and 500 agents get free, first one after the other, the
 * last of them all at once: how long it takes from the agent's word to the offer, and whether the
 * callers were served in their order. Everything goes the usual way: facts of a carrier, HTTP,
 * jobs, Postgres.
 */
public final class QueueBench implements Benchmark {
  private static final String DATABASE = "calls";
  private static final int CALLERS = 2_000;
  private static final int AGENTS = 500;

  /** The first ones are not counted: the compiler has to see them. */
  private static final int WARM_UP = 150;

  private static final int AT_ONCE = 100;

  /** An offer is to be decided sooner. */
  private static final Duration WANTED = Duration.ofMillis(50);

  private static final double PER_SECOND = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "queue";
  }

  @Override
  public String help() {
    return "milliseconds from an agent who gets free to the offer; 2,000 callers and 500 agents";
  }

  @Override
  public void run(BenchOptions options, RunLog log, Results results) {
    try (BenchServers servers = BenchServers.withPeople(log);
        StandInCarrier carrier = new StandInCarrier()) {
      Checkout here = Checkout.of(options, log).get(0);
      try (Room room = new Room(here, servers);
          BareRoundTrips bare = new BareRoundTrips(servers)) {
        log.say("%s: starting call-service", here.name());
        room.start(
            "call-service",
            DATABASE,
            TopicFlow.STEADY_JVM,
            Map.of("ramal.twilio.api-url", carrier.url()));
        measure(room, carrier, bare, log, results);
      }
    }
  }

  private void measure(
      Room room, StandInCarrier carrier, BareRoundTrips bare, RunLog log, Results results) {
    QueueOfCallers queue = new QueueOfCallers(room, DATABASE);
    log.say("entering %d agents", AGENTS);
    queue.enterAgents(AGENTS);
    log.say("%d people call", CALLERS);
    queue.fill(CALLERS);
    List<String> order = queue.order();
    double roundTrip = report(bare.run(), results, "bare", "round trip to Postgres");
    long[] freed = new long[AGENTS];
    long[] stored = new long[AGENTS];
    try (OffersHeard heard = new OffersHeard(room, DATABASE)) {
      int oneByOne = AGENTS - AT_ONCE;
      log.say("%d agents get free, %.0f a second", oneByOne, PER_SECOND);
      new Pace(PER_SECOND)
          .run(
              Duration.ofMillis((long) (oneByOne * 1000 / PER_SECOND)),
              (agent, due) -> {
                freed[agent] = System.nanoTime();
                queue.free(agent).join();
                stored[agent] = System.nanoTime();
              });
      heard.await(oneByOne, PATIENCE);
      log.say("%d more at once", AT_ONCE);
      long begin = System.nanoTime();
      List.copyOf(IntStream.range(oneByOne, AGENTS).mapToObj(queue::free).toList())
          .forEach(done -> done.join());
      heard.await(AGENTS, PATIENCE);
      double last = (heard.at(AGENTS - 1) - begin) / 1e6;
      List<QueueOfCallers.Offer> offers = queue.offers();
      Latencies decided = new Latencies();
      Latencies after = new Latencies();
      Latencies asked = new Latencies();
      for (int n = WARM_UP; n < oneByOne; n++) {
        QueueOfCallers.Offer offer = offers.get(n);
        decided.add(heard.at(n) - freed[offer.agent()]);
        after.add(Math.max(0, heard.at(n) - stored[offer.agent()]));
        asked.add(carrier.asked(offer.call()) - freed[offer.agent()]);
      }
      String who = room.name();
      double half = report(decided, results, who, "agent free → offer decided");
      results.add(who, "agent free → offer decided, of a round trip", "×", half / roundTrip);
      results.add(who, "offers decided, of these", "", decided.count());
      results.add(who, "of these later than 50 ms", "", decided.over(WANTED));
      report(after, results, who, "answered that the agent is free → offer decided");
      report(asked, results, who, "agent free → carrier asked to ring");
      results.add(who, AT_ONCE + " agents at once, until the last offer", "ms", last);
      results.add(who, "offers", "", offers.size());
      results.add(who, "offers out of the callers' order", "", outOfOrder(offers, order));
    }
  }

  private static double report(Latencies latencies, Results results, String who, String what) {
    results.add(who, what + ", p50", "ms", latencies.percentile(0.5));
    results.add(who, what + ", p95", "ms", latencies.percentile(0.95));
    results.add(who, what + ", p99", "ms", latencies.percentile(0.99));
    results.add(who, what + ", longest", "ms", latencies.percentile(1));
    return latencies.percentile(0.5);
  }

  private static long outOfOrder(List<QueueOfCallers.Offer> offers, List<String> order) {
    return IntStream.range(0, offers.size())
        .filter(n -> !offers.get(n).call().equals(order.get(n)))
        .count();
  }
}
