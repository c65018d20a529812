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
import dev.ramal.bench.room.Room;
import dev.ramal.events.Event;
import dev.ramal.events.billing.UsageRated;
import java.util.Iterator;

/** Finished calls that were metered, rated and posted. */
public final class BillingFlow extends TopicFlow {
  public BillingFlow() {
    super(
        "billing",
        "ledger lines per second until UsageRated is published, next to bare transactions",
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
    if (options.lines() > 0) {
      new Month(room, log, results).measure(options.lines());
    }
  }
}
