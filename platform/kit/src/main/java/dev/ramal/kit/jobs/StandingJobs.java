package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.lag.LagConfig;
import dev.ramal.kit.lag.LagStatus;
import dev.ramal.kit.lag.ProgressSample;
import dev.ramal.kit.lag.ProgressWindow;
import dev.ramal.kit.lag.Standstill;
import dev.ramal.kit.lag.Standstill.Place;
import dev.ramal.kit.lag.StandstillScope;
import dev.ramal.kit.lag.TellStandstills;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells an organization that a queue does not move for an account of its own, however well it moves
 * for others. Judged by what is measured of the queues anyway.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class StandingJobs {
  static final String TITLE = "Uma fila não avança";

  private static final Logger LOG = Logger.getLogger(StandingJobs.class);

  /** Measurings are ten seconds apart; after some that are missing a window begins anew. */
  private static final Duration LONGEST_GAP = Duration.ofSeconds(45);

  private final TellStandstills standstills;
  private final LagConfig config;
  private final Map<String, Map<Account, ProgressWindow>> queues = new HashMap<>();

  StandingJobs(TellStandstills standstills, LagConfig config) {
    this.standstills = standstills;
    this.config = config;
  }

  /** What waits for each other is worked off by account. */
  private record Account(TenantId tenant, String account) {
    static Account of(OldestDue due) {
      return new Account(due.tenant(), due.account());
    }
  }

  /** What is due in a queue at this moment. */
  Uni<Void> judge(String queue, Instant at, List<OldestDue> due) {
    Map<TenantId, Standstill> standing = new TreeMap<>(Comparator.comparing(TenantId::value));
    Set<Place> unsure = new HashSet<>();
    judged(queue, at, due)
        .forEach(
            (one, window) -> {
              LagStatus status = window.judge(true);
              Place place = new Place(one.tenant(), queue);
              if (status.isStanding()) {
                standing.merge(one.tenant(), standstill(place, window), StandingJobs::longer);
              } else if (!status.isSettled()) {
                unsure.add(place);
              }
            });
    return BestEffort.of(
        standstills.tell(
            new StandstillScope("jobs " + queue, TITLE, "warning"),
            List.copyOf(standing.values()),
            unsure::contains),
        failure -> LOG.warnf("queue=%s that it stands still is told later: %s", queue, failure));
  }

  /** It could not be measured. */
  synchronized void forget(String queue) {
    queues.remove(queue);
  }

  private synchronized Map<OldestDue, ProgressWindow> judged(
      String queue, Instant at, List<OldestDue> due) {
    Map<Account, ProgressWindow> windows = queues.computeIfAbsent(queue, added -> new HashMap<>());
    Map<OldestDue, ProgressWindow> judged = new LinkedHashMap<>();
    for (OldestDue one : due) {
      if (one.position() != null) {
        ProgressWindow window =
            windows.computeIfAbsent(
                Account.of(one), added -> new ProgressWindow(config.window(), LONGEST_GAP));
        window.add(new ProgressSample(at, one.position(), 1));
        judged.put(one, window);
      }
    }
    windows
        .keySet()
        .retainAll(judged.keySet().stream().map(Account::of).collect(Collectors.toSet()));
    return judged;
  }

  private static Standstill longer(Standstill one, Standstill other) {
    return other.since().isBefore(one.since()) ? other : one;
  }

  /** Without the account: its name may be a number that people are sent messages from. */
  private static Standstill standstill(Place place, ProgressWindow window) {
    String detail =
        "Na fila %s há o que já devia ter saído, e nada sai desde %s."
            .formatted(place.subject(), window.still().truncatedTo(ChronoUnit.SECONDS));
    return new Standstill(place, detail, window.still());
  }
}
