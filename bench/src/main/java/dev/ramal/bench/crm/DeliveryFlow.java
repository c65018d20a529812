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
 * many requests; and the same while very many wait.
 */
final class DeliveryFlow {
  private static final String WHAT = "notes written";

  /** About ten seconds of notes; the two rounds before warm the service up. */
  private static final int CALLS = 5_000;

  private static final int MANY = 1_000_000;
  private static final double WANTED = 500;

  /** Where the deal of the person is to be read, and the note to be written. */
  private static final double WANTED_REQUESTS = 2;

  /** The rest is what a measurement leaves open. */
  private static final double WANTED_OF_FEW = 0.8;

  /** Until the notes of calls that came just now are due. */
  private static final Duration DUE = Duration.ofSeconds(5);

  /** Until what follows of a note is done: it is recorded, told and heard. */
  private static final Duration FOLLOWED = Duration.ofSeconds(2);

  private static final Duration SILENCE = Duration.ofMinutes(1);

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
    results.add(room.name(), WHAT + ", of somebody new", "/s", round(calls, new NoteCost(room)));
    results.add(
        room.name(),
        "requests to the CRM per call, of somebody new",
        "",
        (crm.requests() - before) / (double) calls);
    warm(calls, options, results);
    withMany(calls, options, results);
  }

  private void warm(int calls, BenchOptions options, Results results) {
    round(calls, new NoteCost(room));
    long before = crm.requests();
    NoteCost cost = new NoteCost(room);
    List<Double> rates = new ArrayList<>();
    for (int round = 1; round <= options.rounds(); round++) {
      double rate = round(calls, cost);
      rates.add(rate);
      log.say("round %d: %s %.0f %s/s", round, room.name(), rate, WHAT);
    }
    double median = results.add(room.name(), WHAT, "/s", rates);
    String perCall = "requests to the CRM per call";
    double requests = (crm.requests() - before) / (double) (calls * options.rounds());
    results.add(room.name(), perCall, "", requests);
    cost.report(results, WHAT);
    results.wantAtLeast(WHAT, WANTED, "/s", median);
    results.wantAtMost(perCall, WANTED_REQUESTS, "", requests);
  }

  /** From the moment when all may leave to the last note. */
  private double round(int calls, NoteCost cost) {
    store.hold();
    feed(calls);
    Waiting.pause(DUE);
    long expected = crm.calls() + calls;
    cost.begin();
    long begin = System.nanoTime();
    store.release();
    long last = written().await(expected, SILENCE);
    Waiting.pause(FOLLOWED);
    cost.end(calls);
    return calls / ((last - begin) / 1e9);
  }

  private void withMany(int calls, BenchOptions options, Results results) {
    int many = options.lines() == 0 ? MANY : options.lines();
    store.hold();
    log.say("%s: %,d calls that wait", room.name(), many);
    store.fill(many, calls, room.nextSeries());
    long first = crm.calls();
    store.release();
    written().await(first + calls, SILENCE);
    NoteCost cost = new NoteCost(room);
    cost.begin();
    long from = crm.calls();
    long begin = System.nanoTime();
    Waiting.pause(options.seconds());
    long seen = crm.calls() - from;
    double rate = seen / ((System.nanoTime() - begin) / 1e9);
    cost.end(seen);
    String what = "%s while %,d wait".formatted(WHAT, many);
    results.add(room.name(), what, "/s", rate);
    cost.report(results, what);
    String ofFew = what + ", of that while few do";
    double ratio = results.add(room.name(), ofFew, "×", rate / results.of(room.name(), WHAT));
    results.wantAtLeast(ofFew, WANTED_OF_FEW, "×", ratio);
    store.hold();
    Waiting.pause(DUE);
    store.wipe();
  }

  private void feed(int calls) {
    try (EventFeed feed = new EventFeed(room.room().bootstrapServers())) {
      room.workOff(calls, series -> feed.sendAll(FinishedCalls.of(calls, series)));
    }
  }

  private NotesWritten written() {
    return new NotesWritten(crm, room::isAlive);
  }
}
