package dev.ramal.bench.dial;

import dev.ramal.bench.gateway.FactTopics;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.InboundCallFacts;
import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.load.Pace;
import dev.ramal.bench.room.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntUnaryOperator;

/**
 * One organization that sends as much as is taken, or several of which none does, until stopped.
 */
final class Flood {
  /** So many clicks wait for an answer at any time. */
  private static final int CLICKS_AT_ONCE = 48;

  /** What the gateway lets one organization sustain, as it is set up: no more of it arrives. */
  private static final double FACTS_PER_SECOND = 2_000;

  /** All but the one that floods and the small one, which are the first two. */
  private static final int OTHERS = Organizations.COUNT - 2;

  /** What one organization may send without being taken for one that floods. */
  private static final double FACTS_OF_ONE = 200;

  private final List<CompletableFuture<?>> workers = new ArrayList<>();
  private final LongAdder done = new LongAdder();
  private final long begin = System.nanoTime();
  private volatile boolean over;

  private Flood() {}

  /** Of people who click again as soon as there is an answer. */
  static Flood ofClicks(Clicks clicks, String agent) {
    Flood flood = new Flood();
    for (int n = 0; n < CLICKS_AT_ONCE; n++) {
      flood.workers.add(clicks.again(agent, flood::goesOn));
    }
    return flood;
  }

  /** Of callers, as many as the gateway lets through, on the topics that it would choose. */
  static Flood ofCallers(Room room) {
    Flood flood = new Flood();
    flood.workers.add(
        CompletableFuture.runAsync(
            () -> flood.callers(room, FACTS_PER_SECOND, call -> call * Organizations.COUNT)));
    return flood;
  }

  /** Of callers of eight organizations, each with as many as one may have: what is no flood. */
  static Flood ofManyOrganizations(Room room) {
    Flood flood = new Flood();
    flood.workers.add(
        CompletableFuture.runAsync(
            () ->
                flood.callers(
                    room,
                    FACTS_OF_ONE * OTHERS,
                    call -> call / OTHERS * Organizations.COUNT + 2 + call % OTHERS)));
    return flood;
  }

  private boolean goesOn() {
    done.increment();
    return !over;
  }

  private void callers(Room room, double factsPerSecond, IntUnaryOperator number) {
    InboundCallFacts facts = new InboundCallFacts(System.currentTimeMillis() * 16);
    FactTopics topics = new FactTopics();
    try (EventFeed feed = new EventFeed(room.bootstrapServers())) {
      AtomicInteger calls = new AtomicInteger();
      while (!over) {
        new Pace(factsPerSecond / InboundCallFacts.FACTS_PER_CALL)
            .run(
                Duration.ofSeconds(1),
                (nth, due) -> {
                  int call = number.applyAsInt(calls.getAndIncrement());
                  for (int step = 0; step < InboundCallFacts.FACTS_PER_CALL; step++) {
                    feed.send(topics.place(facts.event(call, step)));
                    done.increment();
                  }
                });
      }
      feed.flush();
    }
  }

  /**
   * @return how much a second there was
   */
  double stop() {
    over = true;
    double perSecond = done.sum() / ((System.nanoTime() - begin) / 1e9);
    workers.forEach(CompletableFuture::join);
    return perSecond;
  }
}
