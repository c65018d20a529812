package dev.ramal.bench.calls;

import dev.ramal.bench.flow.Arrivals;
import dev.ramal.bench.flow.EventArrivals;
import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.InboundCallFacts;
import dev.ramal.bench.load.Interleaving;
import dev.ramal.bench.room.Room;
import dev.ramal.events.Event;
import dev.ramal.events.calls.CallEnded;
import java.util.Iterator;

/** Carriers' facts that became state and published events. */
public class CallsFlow extends TopicFlow {
  protected CallsFlow(String name, String help) {
    super(name, help, "call-service", "calls");
  }

  public CallsFlow() {
    super(
        "calls",
        "carriers' facts per second until CallEnded is published, next to bare transactions",
        "call-service",
        "calls");
  }

  @Override
  public String unit() {
    return "facts";
  }

  @Override
  public int unitsPerSubject() {
    return InboundCallFacts.FACTS_PER_CALL;
  }

  @Override
  protected Iterator<? extends Event<?>> records(int calls, long series) {
    return new Interleaving<>(
        calls, InboundCallFacts.FACTS_PER_CALL, new InboundCallFacts(series)::event);
  }

  @Override
  public Arrivals arrivals(Room room) {
    return new EventArrivals(room.bootstrapServers(), CallEnded.TYPE, 1);
  }

  @Override
  public void afterwards(FlowRoom room, BenchOptions options, RunLog log, Results results) {
    if (options.backlog() > 0) {
      new Backlog(room, log, results).measure(options.backlog());
    }
  }
}
