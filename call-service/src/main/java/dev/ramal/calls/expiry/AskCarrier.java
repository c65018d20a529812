package dev.ramal.calls.expiry;

import dev.ramal.calls.advancing.AdvanceCall;
import dev.ramal.calls.advancing.CarrierTruth;
import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.LegPicture;
import dev.ramal.calls.call.Said;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.LookUpCommand;
import dev.ramal.calls.carrier.Lookup;
import dev.ramal.calls.connections.Accounts;
import dev.ramal.calls.expiry.SilentCalls.Found;
import dev.ramal.calls.store.CallStore;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.E164;
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
class AskCarrier {
  private static final Logger LOG = Logger.getLogger(AskCarrier.class);

  private final TenantTransactions transactions;
  private final CallStore calls;
  private final Accounts accounts;
  private final Carriers carriers;
  private final AdvanceCall advance;
  private final ExpiryConfig config;
  private final Clock clock;

  AskCarrier(
      TenantTransactions transactions,
      CallStore calls,
      Accounts accounts,
      Carriers carriers,
      AdvanceCall advance,
      ExpiryConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.calls = calls;
    this.accounts = accounts;
    this.carriers = carriers;
    this.advance = advance;
    this.config = config;
    this.clock = clock;
  }

  /** For the truth about open legs. Never fails: it is asked again later. */
  Uni<Void> aboutOpenLegs(Found found) {
    return about(found, LegPicture::open);
  }

  /** For the prices of ended legs. Never fails: it is asked again later. */
  Uni<Void> aboutCosts(Found found) {
    return about(found, leg -> leg.dialed() && leg.cost() == null);
  }

  private Uni<Void> about(Found found, Predicate<LegPicture> wanted) {
    return transactions
        .inTenant(found.tenant(), session -> calls.find(session, found.tenant(), found.id()))
        .map(Optional::orElseThrow)
        .chain(call -> ask(call, wanted))
        .onFailure()
        .invoke(failure -> LOG.errorf(failure, "call=%s could not be asked about", found.id()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> ask(Call call, Predicate<LegPicture> wanted) {
    return Multi.createFrom()
        .iterable(call.picture().legs())
        .filter(leg -> leg.carrierCallId() != null)
        .filter(wanted)
        .onItem()
        .transformToUniAndConcatenate(leg -> ask(call, leg))
        .onItem()
        .ignoreAsUni();
  }

  /** A question that fails is one that is not answered: time must close the call all the same. */
  private Uni<Void> ask(Call call, LegPicture leg) {
    return accounts
        .byId(call.tenant(), call.details().connectionId())
        .chain(account -> ask(call, leg, account))
        .onFailure()
        .invoke(failure -> LOG.errorf(failure, "call=%s a question failed", call.id()))
        .onFailure()
        .recoverWithItem(failure -> new Lookup.CannotTell("the question failed: " + failure))
        .chain(
            answer ->
                transactions.inTenant(call.tenant(), session -> take(session, call, leg, answer)));
  }

  private Uni<Lookup> ask(Call call, LegPicture leg, Optional<CarrierAccount> account) {
    return account
        .map(known -> carriers.of(known.carrier()).lookUp(known, question(call, leg)))
        .orElse(Uni.createFrom().item(new Lookup.CannotTell("the connection is gone")));
  }

  private Uni<Void> take(Mutiny.Session session, Call asked, LegPicture leg, Lookup answer) {
    return calls
        .lock(session, asked.tenant(), asked.id())
        .map(Optional::orElseThrow)
        .chain(call -> advance.run(session, call, facts(call, leg, answer), null))
        .replaceWithVoid();
  }

  private List<Fact> facts(Call call, LegPicture leg, Lookup answer) {
    Instant now = clock.instant();
    if (answer instanceof Lookup.Found found) {
      return CarrierTruth.facts(call, leg.name(), found.truth(), now);
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
  private static Fact forgotten(Call call, LegPicture leg, String cause) {
    CallOutcome outcome = leg.answered() ? CallOutcome.COMPLETED : CallOutcome.FAILED;
    return new Fact(
        "truth:" + leg.carrierCallId() + ":forgotten",
        leg.name(),
        leg.carrierCallId(),
        call.lastFactAt(),
        null,
        new Said.Ended(outcome, null, null, cause, null));
  }

  private static LookUpCommand question(Call call, LegPicture leg) {
    String address = leg.address() == null ? call.details().leadNumber() : leg.address();
    String from = call.details().from();
    return new LookUpCommand(
        null,
        call.id().value(),
        leg.name().wire(),
        leg.carrierCallId(),
        null,
        address,
        E164.isValid(from) ? E164.of(from) : null,
        leg.dialedAt());
  }
}
