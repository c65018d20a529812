package dev.ramal.calls.janitor;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.call.LegState;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.lifecycle.ApplyFacts;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.lifecycle.CallRepository;
import dev.ramal.calls.lifecycle.LegReportFacts;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.E164;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Asks the carrier about the legs of one call; its answers enter as facts like any other. */
@ApplicationScoped
class ReconcileCall {
  private static final Logger LOG = Logger.getLogger(ReconcileCall.class);

  private final TenantTransactions transactions;
  private final CallRepository calls;
  private final CarrierAccounts accounts;
  private final Carriers carriers;
  private final ApplyFacts applyFacts;
  private final CallJanitorConfig config;
  private final Clock clock;

  ReconcileCall(
      TenantTransactions transactions,
      CallRepository calls,
      CarrierAccounts accounts,
      Carriers carriers,
      ApplyFacts applyFacts,
      CallJanitorConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.calls = calls;
    this.accounts = accounts;
    this.carriers = carriers;
    this.applyFacts = applyFacts;
    this.config = config;
    this.clock = clock;
  }

  /** What became of open legs. Never fails: it is asked again later. */
  Uni<Void> aboutOpenLegs(CallRef found) {
    return about(found, LegState::open);
  }

  /** For the prices of ended legs. Never fails: it is asked again later. */
  Uni<Void> aboutCosts(CallRef found) {
    return about(found, leg -> leg.dialed() && leg.cost() == null);
  }

  private Uni<Void> about(CallRef found, Predicate<LegState> wanted) {
    return BestEffort.of(
        transactions
            .inTenant(found.tenant(), session -> calls.find(session, found.tenant(), found.id()))
            .map(Optional::orElseThrow)
            .chain(call -> ask(call, wanted)),
        failure -> LOG.errorf(failure, "call=%s could not be asked about", found.id()));
  }

  private Uni<Void> ask(Call call, Predicate<LegState> wanted) {
    return Multi.createFrom()
        .iterable(call.state().legs())
        .filter(leg -> leg.carrierCallId() != null)
        .filter(wanted)
        .onItem()
        .transformToUniAndConcatenate(leg -> ask(call, leg))
        .onItem()
        .ignoreAsUni();
  }

  /** A question that fails is one that is not answered: time must close the call all the same. */
  private Uni<Void> ask(Call call, LegState leg) {
    return accounts
        .byId(call.tenant(), call.details().connectionId().value())
        .chain(account -> ask(call, leg, account))
        .onFailure()
        .invoke(failure -> LOG.errorf(failure, "call=%s a question failed", call.id()))
        .onFailure()
        .recoverWithItem(failure -> new Lookup.CannotTell("the question failed: " + failure))
        .chain(
            answer ->
                transactions.inTenant(call.tenant(), session -> take(session, call, leg, answer)));
  }

  private Uni<Lookup> ask(Call call, LegState leg, Optional<CarrierAccount> account) {
    return account
        .map(known -> carriers.of(known.carrier()).lookUp(known, question(call, leg)))
        .orElse(Uni.createFrom().item(new Lookup.CannotTell("the connection is gone")));
  }

  private Uni<Void> take(Mutiny.Session session, Call asked, LegState leg, Lookup answer) {
    return calls
        .lock(session, asked.tenant(), asked.id())
        .map(Optional::orElseThrow)
        .chain(call -> applyFacts.apply(session, call, facts(call, leg, answer), null))
        .replaceWithVoid();
  }

  private List<Fact> facts(Call call, LegState leg, Lookup answer) {
    Instant now = clock.instant();
    if (answer instanceof Lookup.Found found) {
      return LegReportFacts.facts(call, leg.name(), found.report(), now);
    }
    if (leg.closed()) {
      return List.of();
    }
    if (answer instanceof Lookup.NotCreated) {
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
        leg.dialedAt());
  }
}
