package dev.ramal.bench.messages;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.room.Folders;
import dev.ramal.servers.processes.ServerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * How many accepted messages a second reach the carrier, which takes each at once and limits
 * nothing: from the moment they are all due to the request for the last of them.
 */
final class SubmissionFlow {
  private static final String WHAT = "messages handed over";
  private static final int FIRST = 500;
  private static final int WARM_UP_ROUNDS = 4;
  private static final long PAUSE_NANOS = 1_000_000;
  private static final long SILENCE_NANOS = 60_000_000_000L;

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
    log.say("%s: messages to hand over, warming up", room.name());
    double rate = 0;
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      rate = round((int) Math.max(FIRST, rate * 3));
    }
    List<Double> rates = new ArrayList<>();
    for (int round = 1; round <= options.rounds(); round++) {
      int messages = options.records().orElse((int) (rate * options.seconds().toMillis() / 1000));
      rate = round(messages);
      rates.add(rate);
      log.say("round %d: %s %.0f messages handed over/s", round, room.name(), rate);
    }
    double reached = results.add(room.name(), WHAT, "/s", rates);
    results.add(
        room.name(),
        WHAT + " per bare transaction",
        "×",
        reached / results.of("bare", "transactions"));
  }

  private double round(int messages) {
    int expected = carrier.messages() + messages;
    long begin = WaitingMessages.store(room.room(), database, messages, room.nextSeries());
    int seen = 0;
    long news = begin;
    while (carrier.messages() < expected) {
      LockSupport.parkNanos(PAUSE_NANOS);
      if (carrier.messages() > seen) {
        seen = carrier.messages();
        news = System.nanoTime();
      }
      if (!room.isAlive()) {
        throw new ServerFailure("the measured service ended while it was measured");
      }
      if (System.nanoTime() - news > SILENCE_NANOS) {
        throw new ServerFailure(
            "only %d of %d messages reached the carrier; logs lie below %s"
                .formatted(messages - (expected - carrier.messages()), messages, Folders.all()));
      }
    }
    return messages / ((carrier.lastMessage() - begin) / 1e9);
  }
}
