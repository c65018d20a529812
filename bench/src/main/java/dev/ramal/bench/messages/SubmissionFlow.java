package dev.ramal.bench.messages;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.BenchConnections;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.load.Steadiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many accepted messages a second reach the carrier, which limits nothing and takes each at
 * once, or after a while as real ones do: from the moment they are all due to the request for the
 * last of them.
 */
final class SubmissionFlow {
  private static final String WHAT = "messages handed over";
  private static final int FIRST = 500;
  private static final Duration WARM_UP_TURN = Duration.ofSeconds(5);
  private static final Duration SLOWNESS = Duration.ofMillis(100);
  private static final int FIRST_SLOW = 300;

  private final FlowRoom room;
  private final String database;
  private final StandInCarrier carrier;
  private final RunLog log;

  SubmissionFlow(FlowRoom room, String database, StandInCarrier carrier, RunLog log) {
    this.room = room;
    this.database = database;
    this.carrier = carrier;
    this.log = log;
  }

  void measure(BenchOptions options, Results results) {
    WaitingMessages.aloneFromNowOn(room.room(), database);
    double reached = rounds(warmUp(results), options, results, WHAT);
    results.add(
        room.name(),
        WHAT + " per bare transaction",
        "×",
        reached / results.of("bare", "transactions"));
    slow(options, results, WHAT + ", answered after " + SLOWNESS.toMillis() + " ms");
  }

  /**
   * Hands over until no message costs the service less any more: before, much of its processor time
   * is the compiler's. What was reached meanwhile is told and does not count.
   *
   * @return messages a second in the last turn
   */
  private double warmUp(Results results) {
    log.say("%s: messages to hand over, warming up", room.name());
    Steadiness warmUp = new Steadiness();
    List<Double> rates = new ArrayList<>();
    int all = 0;
    double rate = 0;
    do {
      int messages = (int) Math.max(FIRST, rate * WARM_UP_TURN.toSeconds());
      Duration before = room.room().servicesCpu();
      rate = round(messages);
      double micros = room.room().servicesCpu().minus(before).toNanos() / 1e3 / messages;
      warmUp.turn(Map.of(room.name(), micros));
      log.say("%s: %s, warming up: %.0f µs of processor for one", room.name(), WHAT, micros);
      rates.add(rate);
      all += messages;
    } while (!warmUp.reached());
    results.add(room.name(), WHAT + ", warming up, not counted", "/s", rates);
    results.add(room.name(), WHAT + ", warming up, how many", "", all);
    return rate;
  }

  private void slow(BenchOptions options, Results results, String what) {
    carrier.slowDown(BenchConnections.ACCOUNT, SLOWNESS);
    double rate = round(FIRST_SLOW);
    carrier.mostAtOneTime();
    rounds(rate, options, results, what);
    results.add(room.name(), what + ", most at one time", "", carrier.mostAtOneTime());
    carrier.slowDown("", Duration.ZERO);
  }

  private double rounds(double expected, BenchOptions options, Results results, String what) {
    double rate = expected;
    List<Double> rates = new ArrayList<>();
    List<Double> services = new ArrayList<>();
    List<Double> postgres = new ArrayList<>();
    for (int round = 1; round <= options.rounds(); round++) {
      int messages = options.records().orElse((int) (rate * options.seconds().toMillis() / 1000));
      Duration service = room.room().servicesCpu();
      Duration database = room.room().servers().postgresCpu();
      rate = round(messages);
      rates.add(rate);
      services.add(cores(service, room.room().servicesCpu(), messages / rate));
      postgres.add(cores(database, room.room().servers().postgresCpu(), messages / rate));
      log.say("round %d: %s %.0f %s/s", round, room.name(), rate, what);
    }
    double reached = results.add(room.name(), what, "/s", rates);
    results.add(room.name(), what + ", busy cores of services", "", services);
    results.add(room.name(), what + ", busy cores of Postgres", "", postgres);
    return reached;
  }

  private double round(int messages) {
    int expected = carrier.messages() + messages;
    long begin = WaitingMessages.store(room.room(), database, messages, room.nextSeries());
    return messages / ((new HandedOver(room, carrier).await(expected) - begin) / 1e9);
  }

  private static double cores(Duration before, Duration after, double seconds) {
    return after.minus(before).toMillis() / 1000.0 / seconds;
  }
}
