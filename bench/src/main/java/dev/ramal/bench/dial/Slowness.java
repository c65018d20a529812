package dev.ramal.bench.dial;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.room.People;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * How long it takes from a click to the request at the carrier, and what changes when another
 * organization's carrier needs seconds for each answer.
 */
final class Slowness {
  static final String USUAL_ACCOUNT = "AC00000000000000000000000000000001";

  private static final String SLOW_ACCOUNT = "AC00000000000000000000000000000002";
  private static final Duration DELAY = Duration.ofSeconds(3);
  private static final Duration SILENCE = Duration.ofSeconds(4);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final double CLICKS_PER_SECOND = 10;

  private final FlowRoom room;
  private final StandInCarrier carrier;
  private final Clicks clicks;
  private final Duration length;
  private final RunLog log;
  private final Results results;

  Slowness(
      FlowRoom room,
      StandInCarrier carrier,
      Clicks clicks,
      Duration length,
      RunLog log,
      Results results) {
    this.room = room;
    this.carrier = carrier;
    this.clicks = clicks;
    this.length = length;
    this.log = log;
    this.results = results;
  }

  void measure(String agent) {
    log.say("%s: waiting until the carrier has been asked for all clicks so far", room.name());
    awaitSilence();
    log.say("%s: clicks until the carrier is asked", room.name());
    report("click → carrier", asked(clicks.run(agent, CLICKS_PER_SECOND, length)));
    People people = room.room().servers().people();
    String slowAgent = people.token("breno");
    try (Clicks slow = new Clicks(room.room().service("call-service").port())) {
      slow.prepare(people.token("bia"), slowAgent, SLOW_ACCOUNT, "+551130002000", "+5511912345679");
      carrier.slowDown(SLOW_ACCOUNT, DELAY);
      log.say("%s: the same beside an organization whose carrier is slow", room.name());
      CompletableFuture<?> other =
          CompletableFuture.runAsync(() -> slow.run(slowAgent, CLICKS_PER_SECOND, length));
      report(
          "click → carrier, beside a slow one",
          asked(clicks.run(agent, CLICKS_PER_SECOND, length)));
      other.join();
    }
  }

  private Latencies asked(Clicks.Result result) {
    awaitSilence();
    Latencies latencies = new Latencies();
    result
        .due()
        .forEach(
            (call, due) -> {
              Long asked = carrier.asked(call);
              if (asked != null) {
                latencies.add(asked - due);
              }
            });
    return latencies;
  }

  /** Until the carrier has not been asked for a while: whatever waited has left, or never will. */
  private void awaitSilence() {
    int before;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    do {
      before = carrier.calls();
      Waiting.pause(SILENCE);
    } while (carrier.calls() != before && System.nanoTime() < deadline);
  }

  private void report(String what, Latencies latencies) {
    latencies.report(results, room.name(), what);
    results.add(room.name(), what + ", seen", "", latencies.count());
  }
}
