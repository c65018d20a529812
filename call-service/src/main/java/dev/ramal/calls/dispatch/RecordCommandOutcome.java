package dev.ramal.calls.dispatch;

import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.carrier.CommandResult;
import dev.ramal.calls.carrier.CommandResult.Accepted;
import dev.ramal.calls.carrier.CommandResult.Refused;
import dev.ramal.calls.carrier.CommandResult.Throttled;
import dev.ramal.calls.carrier.CommandResult.Unknown;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.CommandRepository;
import dev.ramal.calls.commands.CommandState;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.LegName;
import dev.ramal.events.ReleasingParty;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Stores what became of a command: where the intent stands now and the fact that follows, in one
 * transaction.
 *
 * <p>Failure policy: a dial with an unknown outcome is never sent again on a guess; it waits to be
 * asked about. Joining, announcing and hanging up do no harm twice and are repeated under the same
 * command id, a few times.
 */
@ApplicationScoped
class RecordCommandOutcome {
  private static final Logger LOG = Logger.getLogger(RecordCommandOutcome.class);

  private final TenantTransactions transactions;
  private final CallRepository calls;
  private final CommandRepository commands;
  private final DialingConfig config;
  private final ApplyFacts applyFacts;
  private final CancelStaleCommand cancel;
  private final Clock clock;

  RecordCommandOutcome(
      TenantTransactions transactions,
      CallRepository calls,
      CommandRepository commands,
      DialingConfig config,
      ApplyFacts applyFacts,
      CancelStaleCommand cancel,
      Clock clock) {
    this.transactions = transactions;
    this.calls = calls;
    this.commands = commands;
    this.config = config;
    this.applyFacts = applyFacts;
    this.cancel = cancel;
    this.clock = clock;
  }

  /** The call is held first: whoever changes a call and its intents does it in this order. */
  Uni<Void> record(Command command, CommandResult result) {
    return transactions.inTenant(
        command.tenant(),
        session ->
            calls
                .hold(session, command.tenant(), command.call())
                .chain(() -> store(session, command, result)));
  }

  private Uni<Void> store(Mutiny.Session session, Command command, CommandResult result) {
    if (result instanceof Accepted accepted) {
      return accepted(session, command, accepted);
    }
    if (result instanceof Refused refused) {
      return refused(session, command, refused.code(), refused.reason());
    }
    if (result instanceof Throttled throttled) {
      return sendLater(session, command, throttled.retryAfter(), "throttled");
    }
    return unknown(session, command, ((Unknown) result).reason());
  }

  /** Nothing was done: it may be sent again, unless nobody waits for it any more. */
  Uni<Void> sendLater(Mutiny.Session session, Command command, Duration by, String why) {
    return calls
        .lock(session, command.tenant(), command.call())
        .map(Optional::orElseThrow)
        .chain(call -> cancel.ifUnneeded(session, call, command))
        .chain(
            settled ->
                settled
                    ? Uni.createFrom().voidItem()
                    : commands
                        .postpone(session, command, CommandState.PENDING, by, why)
                        .replaceWithVoid());
  }

  /** A dial that was asked about for long enough, or proven not to exist often enough. */
  Uni<Void> giveUp(Mutiny.Session session, Command command, String code, String why) {
    return refused(session, command, code, why);
  }

  private Uni<Void> accepted(Mutiny.Session session, Command command, Accepted result) {
    return commands
        .taken(session, command, result.carrierCallId())
        .chain(
            () ->
                switch (command.kind()) {
                  case DIAL ->
                      advance(
                          session,
                          command,
                          fact(
                              "accepted",
                              command,
                              result.carrierCallId(),
                              command.sentAt(),
                              new FactBody.Accepted(result.sessionId())));
                  case JOIN -> joined(session, command, result);
                  case ANNOUNCE ->
                      advance(session, command, body(command, new FactBody.Announced(true)));
                  case HANG_UP, DROP -> Uni.createFrom().voidItem();
                });
  }

  private Uni<Void> joined(Mutiny.Session session, Command command, Accepted result) {
    return command.leg() == LegName.AGENT
        ? advance(session, command, body(command, new FactBody.Conferenced(result.conferenceId())))
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> refused(Mutiny.Session session, Command command, String code, String why) {
    LOG.infof(
        "tenant=%s call=%s the carrier refused to %s the %s leg: %s",
        command.tenant(), command.call(), command.kind(), command.leg().wire(), code);
    return commands
        .conclude(session, command, CommandState.REFUSED, code + " " + why)
        .chain(mine -> advanceIf(mine, session, command, refusal(command, code, why)));
  }

  /** Two people who cannot be joined must not be left waiting; the rest a call survives. */
  private Fact refusal(Command command, String code, String why) {
    return switch (command.kind()) {
      case DIAL -> body(command, new FactBody.Refused(code, why));
      case JOIN ->
          new Fact(
              "refused:" + command.id(),
              null,
              null,
              clock.instant(),
              null,
              new FactBody.HangupAsked(ReleasingParty.SYSTEM));
      case ANNOUNCE -> body(command, new FactBody.Announced(false));
      case HANG_UP, DROP -> body(command, new FactBody.Aside("hang-up-refused", code));
    };
  }

  private Uni<Void> unknown(Mutiny.Session session, Command command, String why) {
    if (command.isDial()) {
      return commands
          .postpone(session, command, CommandState.UNKNOWN, config.askAfter(), why)
          .chain(mine -> advanceIf(mine, session, command, unclear(command, why)));
    }
    if (command.attempts() >= config.attempts()) {
      return refused(session, command, "no-clear-answer", why);
    }
    Duration wait = config.askAfter().multipliedBy(command.attempts());
    return commands.postpone(session, command, CommandState.PENDING, wait, why).replaceWithVoid();
  }

  private Fact unclear(Command command, String why) {
    String id = "unclear:" + command.id() + ":" + command.attempts();
    return new Fact(id, command.leg(), null, clock.instant(), null, new FactBody.Unclear(why));
  }

  private Fact body(Command command, FactBody body) {
    String what = body instanceof FactBody.Refused ? "refused" : command.kind().name();
    return fact(what, command, null, clock.instant(), body);
  }

  private static Fact fact(
      String what, Command command, String carrierCallId, Instant at, FactBody body) {
    return new Fact(
        what + ":" + command.id(),
        command.leg(),
        CarrierCallId.ofNullable(carrierCallId),
        at,
        null,
        body);
  }

  /** What a replica learned of an attempt that others have dealt with says nothing any more. */
  private Uni<Void> advanceIf(boolean mine, Mutiny.Session session, Command command, Fact fact) {
    return mine ? advance(session, command, fact) : Uni.createFrom().voidItem();
  }

  private Uni<Void> advance(Mutiny.Session session, Command command, Fact fact) {
    return applyFacts
        .apply(session, command.tenant(), command.call(), List.of(fact), command.id())
        .replaceWithVoid();
  }
}
