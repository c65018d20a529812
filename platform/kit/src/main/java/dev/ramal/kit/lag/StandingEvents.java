package dev.ramal.kit.lag;

import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.lag.Standstill.Place;
import dev.ramal.kit.outbox.OutboxBacklog;
import dev.ramal.kit.outbox.RefusedHeads;
import dev.ramal.kit.outbox.RefusedHeads.Head;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells an organization that an event of its own is not published, because the broker does not take
 * it, and that what follows of the same key waits behind it. That nothing can be published is not
 * told here: it concerns everybody, and could not be published either.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class StandingEvents {
  static final StandstillScope SCOPE =
      new StandstillScope("outbox", "Um evento não é publicado", "critical");

  private static final Logger LOG = Logger.getLogger(StandingEvents.class);
  private static final String PARTITION = "outbox ";
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Duration LONGEST_GAP = Duration.ofSeconds(45);

  private final OutboxBacklog backlog;
  private final TellStandstills standstills;
  private final LagConfig config;
  private final Vertx vertx;
  private final Clock clock;
  private final Map<Place, ProgressWindow> windows = new HashMap<>();
  private long timer;

  StandingEvents(
      OutboxBacklog backlog,
      TellStandstills standstills,
      LagConfig config,
      Vertx vertx,
      Clock clock) {
    this.backlog = backlog;
    this.standstills = standstills;
    this.config = config;
    this.vertx = vertx;
    this.clock = clock;
  }

  void start(@Observes StartupEvent ignored) {
    timer = vertx.setPeriodic(LOOK.toMillis(), tick -> look());
  }

  void stop(@Observes ShutdownEvent ignored) {
    vertx.cancelTimer(timer);
  }

  private void look() {
    backlog
        .refusedHeads()
        .ifPresentOrElse(
            seen -> judge(clock.instant(), seen).subscribe().with(told -> {}), this::forget);
  }

  /** One round; what other processes own, they judge. */
  Uni<Void> judge(Instant at, RefusedHeads seen) {
    List<Standstill> standing = new ArrayList<>();
    Set<Place> unsure = new HashSet<>();
    judge(at, seen.heads(), standing, unsure);
    Predicate<Place> unknown =
        place -> unsure.contains(place) || !seen.partitions().contains(partition(place));
    return BestEffort.of(
        standstills.tell(SCOPE, standing, unknown),
        failure -> LOG.warnf("events that are not published are told of later: %s", failure));
  }

  private synchronized void judge(
      Instant at, List<Head> heads, List<Standstill> standing, Set<Place> unsure) {
    windows
        .keySet()
        .retainAll(heads.stream().map(StandingEvents::place).collect(Collectors.toSet()));
    for (Head head : heads) {
      ProgressWindow window =
          windows.computeIfAbsent(
              place(head), added -> new ProgressWindow(config.window(), LONGEST_GAP));
      window.add(new ProgressSample(at, head.seq(), 1));
      if (window.judge(true).isStanding()) {
        standing.add(new Standstill(place(head), detail(head, window), window.still()));
      } else {
        unsure.add(place(head));
      }
    }
  }

  private synchronized void forget() {
    windows.clear();
  }

  private static String detail(Head head, ProgressWindow window) {
    return ("O Kafka não aceita o evento %d do outbox desde %s, e os seguintes da mesma chave"
            + " esperam.")
        .formatted(head.seq(), window.still().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Not the key, which may be about a person. */
  private static Place place(Head head) {
    return new Place(head.tenant(), PARTITION + head.partition());
  }

  private static int partition(Place place) {
    return Integer.parseInt(place.subject().substring(PARTITION.length()));
  }
}
