package dev.ramal.bench.dial;

import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.InboundCallFacts;
import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.load.Pace;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * Facts of incoming calls at a steady pace. The three facts of a call come at once; it is their
 * order that matters, not their distance.
 */
final class PacedFacts {
  private final EventFeed feed;
  private final long series;

  PacedFacts(EventFeed feed, long series) {
    this.feed = feed;
    this.series = series;
  }

  /**
   * @param subject which call the nth is; decides its organization
   * @return when each caller's last fact should have been sent
   */
  Map<String, Long> run(double callsPerSecond, Duration length, IntUnaryOperator subject) {
    InboundCallFacts facts = new InboundCallFacts(series);
    Map<String, Long> due = new HashMap<>();
    new Pace(callsPerSecond)
        .run(
            length,
            (number, dueNanos) -> {
              int call = subject.applyAsInt(number);
              for (int step = 0; step < InboundCallFacts.FACTS_PER_CALL; step++) {
                feed.send(facts.event(call, step));
              }
              due.put(Organizations.otherSide(call), dueNanos);
            });
    feed.flush();
    return due;
  }
}
