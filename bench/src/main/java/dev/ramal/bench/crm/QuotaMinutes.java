package dev.ramal.bench.crm;

import dev.ramal.bench.flow.FlowRoom;
import dev.ramal.bench.flow.TopicFlow;
import dev.ramal.bench.frame.Results;
import dev.ramal.bench.frame.RunLog;
import dev.ramal.bench.load.EventFeed;
import dev.ramal.bench.load.FinishedCalls;
import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import dev.ramal.servers.processes.Waiting;
import java.time.Duration;
import java.util.Map;

/**
 * How much of 120 requests a minute is used while calls of one organization wait, with the
 * service's own defaults, and how many requests the CRM refuses. The service starts anew, with an
 * empty database.
 */
final class QuotaMinutes {
  private static final int PER_MINUTE = 120;
  private static final int MINUTES = 2;
  private static final double WANTED_PERCENT = 95;

  /** More than fit into the minutes. */
  private static final int CALLS = 600;

  /** Until the burst of the start has left every minute that is looked at. */
  private static final Duration FIRST = Duration.ofSeconds(75);

  private final FlowRoom flow;
  private final String database;
  private final StandInCrm crm;
  private final RunLog log;

  QuotaMinutes(FlowRoom flow, String database, StandInCrm crm, RunLog log) {
    this.flow = flow;
    this.database = database;
    this.crm = crm;
    this.log = log;
  }

  void measure(Results results) {
    Room room = flow.room();
    log.say("%s: a minute of %d requests", room.name(), PER_MINUTE);
    room.stopServices();
    room.start(
        "crm-sync-service", database, TopicFlow.JVM, Map.of("ramal.rdstation.api-url", crm.url()));
    new CrmStore(room, database).connect();
    crm.limit(PER_MINUTE);
    long refused = crm.refused();
    try (EventFeed feed = new EventFeed(room.bootstrapServers())) {
      feed.sendAll(FinishedCalls.of(CALLS, flow.nextSeries(), call -> Organizations.of(0)));
    }
    Waiting.pause(FIRST);
    long before = crm.requests();
    Waiting.pause(Duration.ofMinutes(MINUTES));
    double used = (crm.requests() - before) / (double) MINUTES;
    crm.limit(0);
    if (!room.service("crm-sync-service").isAlive()) {
      throw new ServerFailure("the measured service ended while it was measured");
    }
    String what = "of %d requests a minute".formatted(PER_MINUTE);
    double percent = results.add(room.name(), what + ", used", "%", 100 * used / PER_MINUTE);
    double tooMany =
        results.add(room.name(), what + ", refused with 429", "", crm.refused() - refused);
    results.wantAtLeast(what + ", used", WANTED_PERCENT, "%", percent);
    results.wantAtMost(what + ", refused with 429", 0, "", tooMany);
  }
}
