package dev.ramal.calls.dispatch;

import dev.ramal.calls.carrier.Taken;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.routing.CarrierHealth;
import dev.ramal.calls.routing.KeepRecent;
import dev.ramal.calls.routing.KeepRecent.Dialled;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Tells routing what became of each dial that left. */
@ApplicationScoped
class HearDials {
  private static final Logger LOG = Logger.getLogger(HearDials.class);

  private final CarrierHealth health;
  private final KeepRecent recent;
  private final Clock clock;

  HearDials(CarrierHealth health, KeepRecent recent, Clock clock) {
    this.health = health;
    this.recent = recent;
    this.clock = clock;
  }

  /** Whether it matters that the carrier takes a dial; false for other commands. */
  Uni<Boolean> isTroubled(Sql sql, Command command) {
    return command.isDial()
        ? health.isTroubled(sql, command.tenant(), command.carrier())
        : Uni.createFrom().item(false);
  }

  /** The same outcome; nothing that goes wrong here changes it. */
  Uni<Outcome<Taken>> hear(Command command, boolean troubled, Uni<Outcome<Taken>> sending) {
    if (!command.isDial()) {
      return sending;
    }
    Instant begun = clock.instant();
    return sending.call(
        outcome ->
            BestEffort.of(
                heard(command, troubled, outcome, Duration.between(begun, clock.instant())),
                failure ->
                    LOG.warnf(
                        "tenant=%s %s: what became of a dial is not counted: %s",
                        command.tenant(), command.carrier(), failure)));
  }

  private Uni<Void> heard(Command dial, boolean troubled, Outcome<Taken> outcome, Duration took) {
    if (outcome instanceof Outcome.Done<Taken>) {
      recent.dialled(dial.tenant(), dial.carrier(), Dialled.TAKEN, took);
      return troubled ? health.took(dial.tenant(), dial.carrier()) : Uni.createFrom().voidItem();
    }
    Optional<Outcome.Refused<Taken>> trouble = RefusedDials.troubleOf(outcome);
    return trouble
        .map(
            why -> {
              Dialled what = RefusedDials.isClear(outcome) ? Dialled.REFUSED : Dialled.UNCLEAR;
              recent.dialled(dial.tenant(), dial.carrier(), what, took);
              return health.failed(dial.tenant(), dial.carrier(), why.code(), why.reason());
            })
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
