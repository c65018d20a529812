package dev.ramal.bench.billing;

import dev.ramal.bench.flow.Arrivals;
import dev.ramal.bench.flow.EventArrivals;
import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.FinishedCalls;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Checkout;
import dev.ramal.bench.room.MeasuredService;
import dev.ramal.bench.room.Room;
import dev.ramal.events.Event;
import dev.ramal.events.billing.UsageRated;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Finished calls that were metered, rated and posted, with budgets, velocity rules and seals; in
 * turns with an instance that has nothing of them.
 */
public final class BillingFlow extends TopicFlow {
  /** How the instance without all this is called. */
  private static final String PLAIN = "plain";

  private static final double WANTED_LINES = 2000;

  /** What watches over the ledger may take so little of what is posted without it. */
  private static final double WANTED_OF_PLAIN = 0.85;

  public BillingFlow() {
    super(
        "billing",
        "ledger lines per second until UsageRated is published, watched and sealed or not",
        "billing-service",
        "billing");
  }

  @Override
  public String unit() {
    return "lines";
  }

  @Override
  public int unitsPerSubject() {
    return FinishedCalls.LEGS;
  }

  @Override
  protected Iterator<? extends Event<?>> records(int calls, long series) {
    return FinishedCalls.of(calls, series);
  }

  @Override
  public List<Checkout> candidates(BenchOptions options, RunLog log) {
    List<Checkout> all = new ArrayList<>(super.candidates(options, log));
    all.add(1, all.get(0).as(PLAIN));
    return all;
  }

  @Override
  protected Map<String, String> settings(Room room) {
    return isPlain(room) ? Guards.NEVER_SEALED : Map.of();
  }

  @Override
  public List<MeasuredService> start(Room room, int instance) {
    List<MeasuredService> started = super.start(room, instance);
    if (instance == 0 && !isPlain(room)) {
      Guards.of(room, database()).put();
    }
    return started;
  }

  @Override
  public Arrivals arrivals(Room room) {
    return new EventArrivals(room.bootstrapServers(), UsageRated.TYPE, FinishedCalls.LEGS);
  }

  @Override
  public void prepare(BenchServers servers, BenchOptions options, RunLog log) {
    if (options.lines() > 0) {
      log.say("starting Keycloak");
      servers.people();
    }
  }

  @Override
  public void afterwards(FlowRoom room, BenchOptions options, RunLog log, Results results) {
    if (isPlain(room.room())) {
      return;
    }
    if (!room.room().isOtherVersion()) {
      double seconds = Guards.of(room.room(), database()).awaitSealed();
      results.add(room.name(), "until the last line was sealed", "s", seconds);
      double lines = results.of(room.name(), unit());
      double plain = results.of(PLAIN, unit());
      results.wantAtLeast(unit(), WANTED_LINES, "/s", lines);
      results.wantAtLeast(unit() + ", of plain's", WANTED_OF_PLAIN, "×", lines / plain);
    }
    if (options.lines() > 0) {
      new Month(room, log, results).measure(options.lines());
    }
  }

  private static boolean isPlain(Room room) {
    return PLAIN.equals(room.name());
  }
}
