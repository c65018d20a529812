package dev.ramal.messaging.routing;

import dev.ramal.carriers.CarrierAccount;
import dev.ramal.carriers.CarrierReply;
import dev.ramal.carriers.health.KeptBreaker;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.WaitingJobs;
import dev.ramal.kit.jobs.WaitingJobs.Backlog;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.MessageAccounts;
import dev.ramal.messaging.carrier.MessageCarrier.AccountReport;
import dev.ramal.messaging.carrier.MessageCarriers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks carriers about the accounts of an organization as they stand; changes nothing. */
@ApplicationScoped
class AskSenders {
  /** The queue of submissions, as it stands in the rows of jobs. */
  private static final String SUBMISSIONS = "messages";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final MessageAccounts accounts;
  private final MessageCarriers carriers;
  private final CircuitRepository circuits;
  private final WaitingJobs jobs;
  private final SqlTransactions transactions;
  private final Clock clock;

  AskSenders(
      MessageAccounts accounts,
      MessageCarriers carriers,
      CircuitRepository circuits,
      WaitingJobs jobs,
      SqlTransactions transactions,
      Clock clock) {
    this.accounts = accounts;
    this.carriers = carriers;
    this.circuits = circuits;
    this.jobs = jobs;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** An account with what its carrier says; null where that answers no such question. */
  record Asked(CarrierAccount account, CarrierReply<AccountReport> reply) {}

  /** All accounts, all asked at one time, in their order. */
  Uni<List<SenderHealthView>> all(TenantId tenant) {
    return Multi.createFrom()
        .iterable(accounts.all(tenant))
        .onItem()
        .transformToUniAndMerge(account -> ask(account).map(reply -> new Asked(account, reply)))
        .collect()
        .asList()
        .chain(asked -> views(tenant, asked));
  }

  private Uni<CarrierReply<AccountReport>> ask(CarrierAccount account) {
    return carriers
        .check(account.tenant(), new ConnectionId(account.connectionId()))
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(() -> new CarrierReply.Unknown<>("no answer within five seconds"));
  }

  private Uni<List<SenderHealthView>> views(TenantId tenant, List<Asked> asked) {
    return transactions.inTenant(
        tenant,
        sql ->
            Uni.combine()
                .all()
                .unis(
                    circuits.all(sql, tenant),
                    jobs.backlogs(sql, tenant, SUBMISSIONS).map(AskSenders::byConnection))
                .collectFailures()
                .with((kept, waiting) -> views(asked, kept, waiting)));
  }

  /** Senders of one account are paced each by itself: the account stands before the slash. */
  private static Map<String, Backlog> byConnection(Map<String, Backlog> bySender) {
    Map<String, Backlog> waiting = new HashMap<>();
    bySender.forEach(
        (sender, backlog) -> waiting.merge(sender.split("/")[0], backlog, Backlog::and));
    return waiting;
  }

  private List<SenderHealthView> views(
      List<Asked> asked, Map<CircuitKey, KeptBreaker> kept, Map<String, Backlog> waiting) {
    Instant now = clock.instant();
    return asked.stream()
        .sorted(
            Comparator.comparing((Asked one) -> one.account().carrier())
                .thenComparing(one -> one.account().connectionId()))
        .map(one -> SenderHealthView.of(one, kept, waiting.get(one.account().connectionId()), now))
        .toList();
  }
}
