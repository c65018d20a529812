package dev.ramal.bench.messages;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.Latencies;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.load.Steadiness;
import java.time.Duration;
import java.util.Map;

/**
 * Milliseconds until a batch of a hundred is answered: one whose predecessors have left, and one
 * right behind the other, while those before are handed over.
 */
final class BatchFlow {
  private static final int TURN = 20;

  private final FlowRoom room;
  private final StandInCarrier carrier;
  private final RunLog log;
  private final BatchSender sender;

  BatchFlow(FlowRoom room, StandInCarrier carrier, RunLog log) {
    this.room = room;
    this.carrier = carrier;
    this.log = log;
    this.sender = new BatchSender(room.room());
  }

  void measure(BenchOptions options, Results results) {
    log.say("%s: batches of %d, warming up", room.name(), BatchSender.SIZE);
    Steadiness warmUp = new Steadiness();
    do {
      Duration before = room.room().servicesCpu();
      for (int i = 0; i < TURN; i++) {
        send(new Latencies());
      }
      double cost = room.room().servicesCpu().minus(before).toMillis() / (double) TURN;
      warmUp.turn(Map.of(room.name(), cost));
    } while (!warmUp.reached());
    report(options, results, "batch of 100", this::send);
    int before = carrier.messages();
    Latencies behind = new Latencies();
    report(
        options,
        results,
        "batch of 100, one behind the other",
        latencies -> {
          latencies.add(sender.send());
          behind.add(1);
        });
    new HandedOver(room, carrier).await(before + behind.count() * BatchSender.SIZE);
  }

  private void report(BenchOptions options, Results results, String what, Send send) {
    Latencies latencies = new Latencies();
    long end = System.nanoTime() + options.seconds().multipliedBy(options.rounds()).toNanos();
    while (System.nanoTime() < end) {
      send.one(latencies);
    }
    latencies.report(results, room.name(), what);
    results.add(room.name(), what + ", how many", "", latencies.count());
  }

  /** Sends one and waits until it has left. */
  private void send(Latencies latencies) {
    int expected = carrier.messages() + BatchSender.SIZE;
    latencies.add(sender.send());
    new HandedOver(room, carrier).await(expected);
  }

  private interface Send {
    void one(Latencies latencies);
  }
}
