package dev.ramal.bench.messages;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.StandInCarrier;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.ProcessMemory;

/**
 * What one instance holds after more and more messages that went their whole way: asked for in
 * batches, handed over, reported as sent and as delivered, told.
 */
final class WholeWay {
  /** At which parts of all memory is looked at. */
  private static final double[] MARKS = {0.1, 0.5, 1};

  /** Under way at one time, at most. */
  private static final int STEP = 2_000;

  private final FlowRoom room;
  private final StandInCarrier carrier;
  private final RunLog log;

  WholeWay(FlowRoom room, StandInCarrier carrier, RunLog log) {
    this.room = room;
    this.carrier = carrier;
    this.log = log;
  }

  void measure(BenchOptions options, Results results) {
    int all = inBatches(options.messages());
    log.say("%s: %d messages on their whole way", room.name(), all);
    BatchSender sender = new BatchSender(room.room());
    MeasuredService service = room.room().service("messaging-service");
    try (EventFeed feed = new EventFeed(room.room().bootstrapServers())) {
      carrier.tellOfMessages((id, sid) -> Receipts.ofAurora(id, sid).forEach(feed::send));
      ProcessMemory first = null;
      ProcessMemory last = null;
      double seconds = 0;
      int sent = 0;
      for (double mark : MARKS) {
        while (sent < all * mark) {
          int step = Math.min(STEP, inBatches((int) (all * mark) - sent));
          seconds += step(sender, step);
          sent += step;
        }
        last = service.memory();
        first = first == null ? last : first;
        report(results, sent, last);
      }
      results.add(room.name(), "messages on their whole way", "/s", sent / seconds);
      ratio(results, "heap", sent, last.heap() / first.heap());
      ratio(results, "resident", sent, last.resident() / first.resident());
    } finally {
      carrier.tellOfMessages((id, sid) -> {});
    }
  }

  private double step(BatchSender sender, int messages) {
    long begin = System.nanoTime();
    for (int i = 0; i < messages / BatchSender.SIZE; i++) {
      sender.send();
    }
    room.awaitAll(messages, 0);
    return (System.nanoTime() - begin) / 1e9;
  }

  private void report(Results results, int sent, ProcessMemory memory) {
    String after = " after %,d messages".formatted(sent);
    results.add(room.name(), "heap" + after, "MB", memory.heap());
    results.add(room.name(), "resident" + after, "MB", memory.resident());
  }

  private void ratio(Results results, String what, int all, double ratio) {
    String asked = "%s after %,d messages, of that after the first tenth".formatted(what, all);
    results.add(room.name(), asked, "×", ratio);
  }

  /** Whole batches, at least one. */
  private static int inBatches(int messages) {
    return Math.max(1, (messages + BatchSender.SIZE - 1) / BatchSender.SIZE) * BatchSender.SIZE;
  }
}
