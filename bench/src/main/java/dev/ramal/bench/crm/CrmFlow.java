package dev.ramal.bench.crm;

import dev.ramal.bench.flow.Arrivals;
import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.flow.RowArrivals;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.BenchOptions;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.FinishedCalls;
import dev.ramal.bench.room.BenchServers;
import dev.ramal.bench.room.Room;
import dev.ramal.events.Event;
import java.util.Iterator;
import java.util.Map;

/**
 * Finished calls that were stored as activities, each with its job; then notes on their way into a
 * CRM that limits nothing, that is away, and that limits as the real one does.
 */
public final class CrmFlow extends TopicFlow {
  private StandInCrm crm;

  public CrmFlow() {
    super(
        "crm",
        "finished calls per second until the activity is stored, next to bare transactions; notes"
            + " written, memory, an outage, a quota",
        "crm-sync-service",
        "crm");
  }

  @Override
  public void prepare(BenchServers servers, BenchOptions options, RunLog log) {
    crm = new StandInCrm();
  }

  /** Without a limit: what the CRM lets pass is not what is measured. */
  @Override
  protected Map<String, String> settings(Room room) {
    return Map.of(
        "ramal.rdstation.api-url", crm.url(),
        "ramal.rdstation.requests-per-second", "100000",
        "ramal.rdstation.burst", "100000");
  }

  @Override
  public void afterwards(FlowRoom room, BenchOptions options, RunLog log, Results results) {
    CrmStore store = new CrmStore(room.room(), database());
    store.wipe();
    store.connect();
    new DeliveryFlow(room, store, crm, log).measure(options, results);
    new BacklogMemory(room, store, log).measure(options, results);
    new OutageHours(room, database(), crm, log).measure(settings(room.room()), results);
    new QuotaMinutes(room, database(), crm, log).measure(results);
  }

  @Override
  public void close() {
    if (crm != null) {
      crm.close();
    }
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
