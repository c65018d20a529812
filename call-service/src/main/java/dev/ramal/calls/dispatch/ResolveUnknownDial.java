package dev.ramal.calls.dispatch;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.carrier.CarrierConfig;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.LegReport;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.commands.Command;
import dev.ramal.calls.commands.CommandRepository;
import dev.ramal.calls.commands.CommandState;
import dev.ramal.calls.commands.DialingConfig;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.LegReportFacts;
import dev.ramal.events.CarrierCallId;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Finds out what became of a dial whose outcome is unknown: what the carrier has is adopted, what
 * it proves not to have may be dialled again, and until it can tell nothing is dialled.
 */
@ApplicationScoped
class ResolveUnknownDial {
  private static final Logger LOG = Logger.getLogger(ResolveUnknownDial.class);

  private final CarrierAccounts accounts;
  private final Carriers carriers;
  private final TenantTransactions transactions;
  private final CallRepository calls;
  private final CommandRepository commands;
  private final DialingConfig config;
  private final ApplyFacts applyFacts;
  private final RecordCommandOutcome outcome;
  private final CarrierConfig carrier;
  private final Clock clock;

  ResolveUnknownDial(
      CarrierAccounts accounts,
      Carriers carriers,
      TenantTransactions transactions,
      CallRepository calls,
      CommandRepository commands,
      DialingConfig config,
      ApplyFacts applyFacts,
      RecordCommandOutcome outcome,
      CarrierConfig carrier,
      Clock clock) {
    this.accounts = accounts;
    this.carriers = carriers;
    this.transactions = transactions;
    this.calls = calls;
    this.commands = commands;
    this.config = config;
    this.applyFacts = applyFacts;
    this.outcome = outcome;
    this.carrier = carrier;
    this.clock = clock;
  }

  /** Never fails: the question is asked again later. */
  Uni<Void> resolve(Command dial) {
    return question(dial)
        .ifNoItem()
        .after(config.lease().dividedBy(2))
        .recoverWithItem(() -> new Lookup.CannotTell("the question took too long"))
        .onFailure()
        .invoke(failure -> LOG.errorf(failure, "call=%s a question failed", dial.call()))
        .onFailure()
        .recoverWithItem(failure -> new Lookup.CannotTell("the question failed: " + failure))
        .chain(
            answer -> transactions.inTenant(dial.tenant(), session -> take(session, dial, answer)))
        .onFailure()
        .invoke(failure -> LOG.errorf(failure, "call=%s an answer is lost", dial.call()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Lookup> question(Command dial) {
    return accounts
        .byId(dial.tenant(), dial.connectionId())
        .chain(
            account ->
                account.isEmpty()
                    ? Uni.createFrom().<Lookup>item(new Lookup.CannotTell("no connection"))
                    : carriers
                        .of(dial.carrier())
                        .lookUp(account.get(), CommandTranslation.question(dial)));
  }

  private Uni<Void> take(Mutiny.Session session, Command dial, Lookup answer) {
    return calls
        .lock(session, dial.tenant(), dial.call())
        .map(Optional::orElseThrow)
        .chain(
            call -> {
              LegState leg = call.state().leg(dial.leg());
              if (leg != null && leg.carrierCallId() != null) {
                return commands
                    .taken(session, dial, "told by the carrier's callbacks")
                    .replaceWithVoid();
              }
              if (answer instanceof Lookup.Found found) {
                return adopt(session, dial, call, found.report());
              }
              if (answer instanceof Lookup.Candidates candidates) {
                return choose(session, dial, call, candidates.reports());
              }
              if (answer instanceof Lookup.NotCreated) {
                return notCreated(session, dial);
              }
              return cannotTell(session, dial, ((Lookup.CannotTell) answer).reason());
            });
  }

  /**
   * Of the legs between the two numbers those of other calls are out. What is left is this dial's
   * when it is the only one and no other dial between these numbers may have made it.
   */
  private Uni<Void> choose(
      Mutiny.Session session, Command dial, Call call, List<LegReport> candidates) {
    List<String> handles = candidates.stream().map(LegReport::carrierCallId).toList();
    // Rivals first: one that is concluded in between has told its handle before the second
    // question.
    return commands
        .hasRival(session, dial)
        .chain(
            rival ->
                calls
                    .heldByOthers(session, dial.tenant(), dial.call(), dial.leg(), handles)
                    .map(held -> without(held, candidates))
                    .chain(
                        free -> {
                          if (free.isEmpty()) {
                            return noneLeft(session, dial);
                          }
                          return rival || free.size() > 1
                              ? cannotTell(session, dial, "it may be another call's leg")
                              : adopt(session, dial, call, free.get(0));
                        }));
  }

  private static List<LegReport> without(Collection<String> held, List<LegReport> candidates) {
    return candidates.stream().filter(leg -> !held.contains(leg.carrierCallId())).toList();
  }

  private Uni<Void> noneLeft(Mutiny.Session session, Command dial) {
    return clock.instant().isAfter(dial.sentAt().plus(carrier.lookupGrace()))
        ? notCreated(session, dial)
        : cannotTell(session, dial, "too early: the carrier's list may lag behind");
  }

  private Uni<Void> adopt(Mutiny.Session session, Command dial, Call call, LegReport report) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "accepted:" + dial.id(),
            dial.leg(),
            new CarrierCallId(report.carrierCallId()),
            dial.sentAt(),
            null,
            new FactBody.Accepted(null)));
    facts.addAll(LegReportFacts.facts(call, dial.leg(), report, clock.instant()));
    return commands
        .taken(session, dial, "adopted " + report.carrierCallId())
        .chain(
            mine ->
                mine
                    ? applyFacts.apply(session, call, facts, dial.id()).replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  /** Proven: the only case in which a dial leaves us again. */
  private Uni<Void> notCreated(Mutiny.Session session, Command dial) {
    return dial.attempts() < config.dialAttempts()
        ? outcome.sendLater(session, dial, Duration.ZERO, "not created")
        : outcome.giveUp(session, dial, "not-created", "the carrier never took the leg");
  }

  private Uni<Void> cannotTell(Mutiny.Session session, Command dial, String why) {
    Duration asking = Duration.between(dial.createdAt(), clock.instant());
    if (asking.compareTo(config.giveUpAsking()) > 0) {
      return outcome.giveUp(session, dial, "never-told", why);
    }
    Duration wait = asking.compareTo(config.longestAsk()) > 0 ? config.longestAsk() : asking;
    Duration least = wait.compareTo(config.askAfter()) < 0 ? config.askAfter() : wait;
    return commands.postpone(session, dial, CommandState.UNKNOWN, least, why).replaceWithVoid();
  }
}
