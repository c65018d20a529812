package dev.ramal.bench.crm;

import dev.ramal.bench.flow.Arrivals;
import dev.ramal.bench.flow.RowArrivals;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.load.FinishedCalls;
import dev.ramal.bench.room.Room;
import dev.ramal.events.Event;
import java.util.Iterator;

/** Finished calls that were stored as activities, each with its job. */
public final class CrmFlow extends TopicFlow {
  public CrmFlow() {
    super(
        "crm",
        "finished calls per second until the activity is stored, next to bare transactions",
        "crm-sync-service",
        "crm");
  }

  @Override
  public String unit() {
    return "activities";
  }

  @Override
  public int unitsPerSubject() {
    return 1;
  }

  @Override
  protected Iterator<? extends Event<?>> records(int calls, long series) {
    return FinishedCalls.of(calls, series);
  }

  @Override
  public Arrivals arrivals(Room room) {
    return new RowArrivals(
        room,
        database(),
        "select count(*) from activity where subject_id like ?",
        series -> FinishedCalls.prefix(series) + "%");
  }
}
