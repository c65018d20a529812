package dev.ramal.bench.crm;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.FinishedCalls;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What becomes of calls that come while the CRM is away for six hours: whether each stands there
 * once afterwards, by what the CRM itself has, and none is a failure. An hour lasts ten seconds:
 * the pauses for a CRM that does not answer are as much shorter, so that it is asked as often as in
 * six hours. The service starts anew.
 */
final class OutageHours {
  private static final int CALLS = 10_000;
  private static final Duration HOURS = Duration.ofHours(6);
  private static final Duration SCALED = Duration.ofSeconds(60);

  /** As the service has them by default. */
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** Until the notes of calls that came just now are due. */
  private static final Duration DUE = Duration.ofSeconds(5);

  /** What has failed several times sleeps for two minutes, which are not scaled. */
  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final FlowRoom flow;
  private final String database;
  private final StandInCrm crm;
  private final RunLog log;

  OutageHours(FlowRoom flow, String database, StandInCrm crm, RunLog log) {
    this.flow = flow;
    this.database = database;
    this.crm = crm;
    this.log = log;
  }

  /**
   * @param settings of the service, beside the pauses
   */
  void measure(Map<String, String> settings, Results results) {
    Room room = flow.room();
    log.say("%s: the CRM is away for %d h, %,d calls come", room.name(), HOURS.toHours(), CALLS);
    room.stopServices();
    Map<String, String> scaled = new HashMap<>(settings);
    scaled.put("ramal.crm.outages.first-pause", scaled(FIRST_PAUSE));
    scaled.put("ramal.crm.outages.longest-pause", scaled(LONGEST_PAUSE));
    scaled.put("ramal.jobs.shortest-pause", scaled(FIRST_PAUSE));
    scaled.put("ramal.jobs.poll", "20ms");
    room.start("crm-sync-service", database, TopicFlow.JVM, scaled);
    CrmStore store = new CrmStore(room, database);
    store.connect();
    long requests = crm.requests();
    long before = crm.calls();
    long notes = crm.notes();
    crm.away(true);
    long since = System.nanoTime();
    try (EventFeed feed = new EventFeed(room.bootstrapServers())) {
      feed.sendAll(FinishedCalls.of(CALLS, flow.nextSeries()));
    }
    Waiting.pause(SCALED.minusNanos(System.nanoTime() - since));
    results.add(
        room.name(), "requests to a CRM that is away for six hours", "", crm.requests() - requests);
    crm.away(false);
    long back = System.nanoTime();
    long last =
        new NotesWritten(crm, () -> room.service("crm-sync-service").isAlive())
            .await(before + CALLS, SILENCE);
    Waiting.pause(DUE);
    String what = "%,d calls of an outage of six hours".formatted(CALLS);
    results.add(room.name(), what + ", until all stand in the CRM", "s", (last - back) / 1e9);
    want(results, what + ", missing in the CRM", CALLS - (crm.calls() - before));
    want(results, what + ", twice in the CRM", crm.notes() - notes - (crm.calls() - before));
    want(results, what + ", not written by their state", store.notWritten());
  }

  private void want(Results results, String what, double seen) {
    results.wantAtMost(what, 0, "", results.add(flow.name(), what, "", seen));
  }

  private static String scaled(Duration pause) {
    return pause.toMillis() * SCALED.toMillis() / HOURS.toMillis() + "ms";
  }
}
