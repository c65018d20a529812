package dev.ramal.bench.crm;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.FinishedCalls;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How many notes a second are claimed, written and recorded while the CRM limits nothing, with how
 * many requests; the same while very many wait; and what a CRM costs that is away.
 */
final class DeliveryFlow {
  private static final String WHAT = "notes written";
  private static final int CALLS = 2_000;
  private static final int MANY = 1_000_000;
  private static final int DURING_OUTAGE = 10_000;
  private static final Duration OUTAGE = Duration.ofSeconds(60);

  /** Until the notes of calls that came just now are due. */
  private static final Duration DUE = Duration.ofSeconds(5);

  private static final Duration SILENCE = Duration.ofMinutes(1);

  /** What has failed several times sleeps for two minutes. */
  private static final Duration SILENCE_AFTER_OUTAGE = Duration.ofMinutes(5);

  private final FlowRoom room;
  private final CrmStore store;
  private final StandInCrm crm;
  private final RunLog log;

  DeliveryFlow(FlowRoom room, CrmStore store, StandInCrm crm, RunLog log) {
    this.room = room;
    this.store = store;
    this.crm = crm;
    this.log = log;
  }

  void measure(BenchOptions options, Results results) {
    int calls = options.records().orElse(CALLS);
    log.say("%s: %d notes to write, the people are looked for", room.name(), calls);
    long before = crm.requests();
    round(calls);
    results.add(
        room.name(),
        "requests to the CRM per call, of somebody new",
        "",
        (crm.requests() - before) / (double) calls);
    warm(calls, options, results);
    withMany(calls, options, results);
    outage(results);
  }

  private void warm(int calls, BenchOptions options, Results results) {
    round(calls);
    long before = crm.requests();
    Duration service = room.room().servicesCpu();
    Duration postgres = room.room().servers().postgresCpu();
    List<Double> rates = new ArrayList<>();
    double seconds = 0;
    for (int round = 1; round <= options.rounds(); round++) {
      double rate = round(calls);
      seconds += calls / rate;
      rates.add(rate);
      log.say("round %d: %s %.0f %s/s", round, room.name(), rate, WHAT);
    }
    results.add(room.name(), WHAT, "/s", rates);
    results.add(
        room.name(),
        "requests to the CRM per call",
        "",
        (crm.requests() - before) / (double) (calls * options.rounds()));
    cores(results, WHAT, seconds, service, postgres);
  }

  /** From the moment when all may leave to the last note. */
  private double round(int calls) {
    store.hold();
    feed(calls);
    Waiting.pause(DUE);
    long expected = crm.calls() + calls;
    long begin = System.nanoTime();
    store.release();
    return calls / ((written().await(expected, SILENCE) - begin) / 1e9);
  }

  private void withMany(int calls, BenchOptions options, Results results) {
    int many = options.lines() == 0 ? MANY : options.lines();
    store.hold();
    log.say("%s: %,d calls that wait", room.name(), many);
    store.fill(many, calls, room.nextSeries());
    long first = crm.calls();
    store.release();
    written().await(first + calls, SILENCE);
    Duration service = room.room().servicesCpu();
    Duration postgres = room.room().servers().postgresCpu();
    long from = crm.calls();
    long begin = System.nanoTime();
    Waiting.pause(options.seconds());
    double seconds = (System.nanoTime() - begin) / 1e9;
    double rate = (crm.calls() - from) / seconds;
    String what = "%s while %,d wait".formatted(WHAT, many);
    results.add(room.name(), what, "/s", rate);
    results.add(
        room.name(), what + ", of that while few do", "×", rate / results.of(room.name(), WHAT));
    cores(results, what, seconds, service, postgres);
    store.hold();
    Waiting.pause(DUE);
    store.wipe();
  }

  private void outage(Results results) {
    log.say("%s: the CRM is away, %,d calls come", room.name(), DURING_OUTAGE);
    store.release();
    long requests = crm.requests();
    long before = crm.calls();
    long notes = crm.notes();
    crm.away(true);
    long since = System.nanoTime();
    feed(DURING_OUTAGE);
    Waiting.pause(OUTAGE.minusNanos(System.nanoTime() - since));
    results.add(
        room.name(),
        "requests to a CRM that is away for %d s".formatted(OUTAGE.toSeconds()),
        "",
        crm.requests() - requests);
    crm.away(false);
    long back = System.nanoTime();
    long last = written().await(before + DURING_OUTAGE, SILENCE_AFTER_OUTAGE);
    Waiting.pause(DUE);
    String what = "%,d calls of an outage".formatted(DURING_OUTAGE);
    results.add(room.name(), what + ", until all stand in the CRM", "s", (last - back) / 1e9);
    results.add(
        room.name(), what + ", missing in the CRM", "", DURING_OUTAGE - (crm.calls() - before));
    results.add(
        room.name(),
        what + ", twice in the CRM",
        "",
        (crm.notes() - notes) - (crm.calls() - before));
  }

  private void feed(int calls) {
    try (EventFeed feed = new EventFeed(room.room().bootstrapServers())) {
      room.workOff(calls, series -> feed.sendAll(FinishedCalls.of(calls, series)));
    }
  }

  private NotesWritten written() {
    return new NotesWritten(crm, room::isAlive);
  }

  private void cores(
      Results results, String what, double seconds, Duration service, Duration postgres) {
    results.add(
        room.name(),
        what + ", busy cores of services",
        "",
        room.room().servicesCpu().minus(service).toMillis() / 1000.0 / seconds);
    results.add(
        room.name(),
        what + ", busy cores of Postgres",
        "",
        room.room().servers().postgresCpu().minus(postgres).toMillis() / 1000.0 / seconds);
  }
}
