package dev.ramal.calls.janitor;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.carrier.CarrierPort;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.CallerJobs;
import dev.ramal.calls.lifecycle.LegReportFacts;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.E164;
import dev.ramal.events.LegName;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/** Asks the carrier about the legs of one call; its answers enter as facts like any other. */
@ApplicationScoped
class ReconcileCall {
  private static final Logger LOG = Logger.getLogger(ReconcileCall.class);

  private final SqlTransactions transactions;
  private final CallRepository calls;
  private final CarrierAccounts accounts;
  private final Carriers carriers;
  private final ApplyFacts applyFacts;
  private final CallerJobs callers;
  private final Jobs jobs;
  private final CallJanitorConfig config;
  private final Clock clock;

  ReconcileCall(
      SqlTransactions transactions,
      CallRepository calls,
      CarrierAccounts accounts,
      Carriers carriers,
      ApplyFacts applyFacts,
      CallerJobs callers,
      Jobs jobs,
      CallJanitorConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.calls = calls;
    this.accounts = accounts;
    this.carriers = carriers;
    this.applyFacts = applyFacts;
    this.callers = callers;
    this.jobs = jobs;
    this.config = config;
    this.clock = clock;
  }

  /** What the carrier said about a leg. */
  record Answer(LegName leg, Lookup said) {}

  /** What a carrier is asked. */
  interface Inquiry {
    Uni<Lookup> ask(CarrierPort carrier, CarrierAccount account, Lookup.Question question);
  }

  /** Asks about the legs that are of interest, one after another. */
  Uni<List<Answer>> ask(CallRef key, Predicate<LegState> wanted, Inquiry inquiry) {
    return transactions
        .inTenant(key.tenant(), sql -> calls.find(sql, key.tenant(), key.id()))
        .map(Optional::orElseThrow)
        .chain(
            call ->
                Multi.createFrom()
                    .iterable(call.state().legs())
                    .filter(leg -> leg.carrierCallId() != null)
                    .filter(wanted)
                    .onItem()
                    .transformToUniAndConcatenate(leg -> ask(call, leg, inquiry))
                    .collect()
                    .asList());
  }

  /** A question that fails is one that is not answered: time must close the call all the same. */
  private Uni<Answer> ask(Call call, LegState leg, Inquiry inquiry) {
    return accounts
        .byId(call.tenant(), call.details().connectionId().value())
        .chain(account -> ask(call, leg, account, inquiry))
        .onFailure()
        .invoke(failure -> LOG.errorf(failure, "call=%s a question failed", call.id()))
        .onFailure()
        .recoverWithItem(failure -> new Lookup.CannotTell("the question failed: " + failure))
        .map(said -> new Answer(leg.name(), said));
  }

  private Uni<Lookup> ask(
      Call call, LegState leg, Optional<CarrierAccount> account, Inquiry inquiry) {
    return account
        .map(known -> inquiry.ask(carriers.of(known.carrier()), known, question(call, leg)))
        .orElse(Uni.createFrom().item(new Lookup.CannotTell("the connection is gone")));
  }

  /**
   * Takes the answers over. Without anything new the call's actions are asked for all the same, and
   * the decision that a caller waits for.
   *
   * @return the call as it is now
   */
  Uni<Call> apply(Sql sql, CallRef key, List<Answer> answers) {
    return calls
        .lock(sql, key.tenant(), key.id())
        .map(Optional::orElseThrow)
        .chain(
            call -> {
              List<Fact> facts =
                  answers.stream().flatMap(answer -> facts(call, answer).stream()).toList();
              return applyFacts
                  .apply(sql, call, facts, null)
                  .call(now -> decideAgain(sql, call, now));
            });
  }

  /**
   * @param before the answer: that a carrier has picked up by itself does not end the wait for ours
   */
  private Uni<?> decideAgain(Sql sql, Call before, Call now) {
    return now.state().over()
        ? Uni.createFrom().voidItem()
        : jobs.appendAll(sql, callers.awaited(before).stream().toList());
  }

  private List<Fact> facts(Call call, Answer answer) {
    Instant now = clock.instant();
    LegState leg = call.state().leg(answer.leg());
    if (answer.said() instanceof Lookup.Found found) {
      List<Fact> facts =
          new ArrayList<>(LegReportFacts.facts(call, leg.name(), found.report(), now));
      facts.addAll(LegReportFacts.letGo(call, leg.name(), found.report(), now));
      return facts;
    }
    if (leg.closed()) {
      return List.of();
    }
    if (answer.said() instanceof Lookup.NotCreated) {
      return List.of(forgotten(call, leg, "carrier-forgot"));
    }
    Duration silence = Duration.between(call.lastFactAt(), now);
    return silence.compareTo(config.giveUp()) > 0
        ? List.of(forgotten(call, leg, "never-told"))
        : List.of();
  }

  /** Closed with the last time that is proven, so that nobody pays for more than that. */
  private static Fact forgotten(Call call, LegState leg, String cause) {
    CallOutcome outcome = leg.answered() ? CallOutcome.COMPLETED : CallOutcome.FAILED;
    return new Fact(
        "truth:" + leg.carrierCallId() + ":forgotten",
        leg.name(),
        leg.carrierCallId(),
        call.lastFactAt(),
        null,
        new FactBody.Ended(outcome, null, null, cause, null));
  }

  private static Lookup.Question question(Call call, LegState leg) {
    String address = leg.address() == null ? call.details().leadNumber() : leg.address();
    String from = call.details().from();
    return new Lookup.Question(
        call.id(),
        leg.name(),
        leg.carrierCallId(),
        address,
        E164.isValid(from) ? E164.of(from) : null,
        leg.dialedAt(),
        leg.dialedAt());
  }
}
