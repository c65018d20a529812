package dev.ramal.calls.subaccounts;

import dev.ramal.calls.carrier.CarrierConfig;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.calls.carrier.SubaccountPort;
import dev.ramal.calls.carrier.SubaccountPort.Made;
import dev.ramal.calls.connections.CarrierAccounts;
import dev.ramal.calls.connections.ConnectSubaccount;
import dev.ramal.calls.subaccounts.Subaccount.State;
import dev.ramal.calls.subaccounts.SubaccountRepository.Stored;
import dev.ramal.carriers.CarrierAccount;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJob;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.secrets.UnopenableSecret;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Has carriers make subaccounts, and connects each with its secret sealed.
 *
 * <p>Failure policy: an account is asked for once; where the answer is lost it is looked for by its
 * name, which no other has. Its secret is nowhere before it is sealed: it is read again instead.
 */
@ApplicationScoped
class MakeSubaccounts implements JobHandler<Made> {
  static final String QUEUE = "subaccounts";
  static final String KIND = "MAKE";

  private final SqlTransactions transactions;
  private final SubaccountRepository repository;
  private final CarrierAccounts accounts;
  private final Carriers carriers;
  private final ConnectSubaccount connections;
  private final CarrierConfig config;
  private final Clock clock;

  MakeSubaccounts(
      SqlTransactions transactions,
      SubaccountRepository repository,
      CarrierAccounts accounts,
      Carriers carriers,
      ConnectSubaccount connections,
      CarrierConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.repository = repository;
    this.accounts = accounts;
    this.carriers = carriers;
    this.connections = connections;
    this.config = config;
    this.clock = clock;
  }

  static NewJob make(TenantId tenant, Subaccount account) {
    return NewJob.of(tenant, QUEUE, KIND, account.id(), Map.of())
        .onAccount(account.ownerConnectionId());
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE).places(4, 2);
  }

  @Override
  public Uni<Outcome<Made>> run(Job job) {
    return at(
        job,
        (account, stored) ->
            job.mayStillLeave(clock)
                ? port(account).make(account, stored.account().nameAtCarrier())
                : Uni.createFrom().item(new Outcome.NotTaken<>("it waited in line for too long")));
  }

  @Override
  public Uni<Outcome<Made>> ask(Job job) {
    return at(
        job,
        (account, stored) ->
            port(account)
                .find(account, stored.account().nameAtCarrier())
                .map(outcome -> isTooEarly(job, outcome) ? tooEarly() : outcome));
  }

  private boolean isTooEarly(Job job, Outcome<Made> outcome) {
    return outcome instanceof Outcome.NotTaken<Made>
        && job.claimedAt().isBefore(job.sentAt().plus(config.lookupGrace()));
  }

  private static Outcome<Made> tooEarly() {
    return new Outcome.Unknown<>("too early: the carrier's lists may lag behind");
  }

  private SubaccountPort port(CarrierAccount owner) {
    return carriers.of(owner.carrier()).subaccounts();
  }

  private Uni<Outcome<Made>> at(
      Job job, BiFunction<CarrierAccount, Stored, Uni<Outcome<Made>>> work) {
    return transactions
        .inTenant(job.tenant(), sql -> repository.find(sql, key(job)))
        .chain(
            stored ->
                stored.isEmpty()
                    ? Uni.createFrom().item(refusal("no-subaccount", "it is gone"))
                    : owner(job, stored.get())
                        .chain(
                            owner ->
                                owner.isEmpty()
                                    ? Uni.createFrom()
                                        .item(refusal("no-connection", "its owner is gone"))
                                    : work.apply(owner.get(), stored.get())))
        .onFailure(UnopenableSecret.class)
        .recoverWithItem(locked -> refusal("connection-sealed", locked.getMessage()));
  }

  private Uni<Optional<CarrierAccount>> owner(Job job, Stored stored) {
    return accounts.byId(job.tenant(), stored.account().ownerConnectionId());
  }

  private static Outcome<Made> refusal(String code, String why) {
    return new Outcome.Refused<>(code, why);
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, Made made) {
    RowKey key = key(job);
    return repository
        .lock(sql, key)
        .chain(
            stored ->
                stored.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : accounts
                        .sealedById(sql, job.tenant(), stored.get().account().ownerConnectionId())
                        .map(owner -> owner.get().orElseThrow().carrier())
                        .chain(
                            carrier ->
                                connections.connect(
                                    sql,
                                    key,
                                    carrier,
                                    made.id(),
                                    made.secret(),
                                    stored.get().createdBy()))
                        .chain(
                            () ->
                                repository.save(
                                    sql,
                                    key,
                                    State.ACTIVE,
                                    made.id(),
                                    null,
                                    null,
                                    clock.instant())));
  }

  @Override
  public Uni<Void> doneLate(Sql sql, Job job, Made made) {
    return done(sql, job, made);
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return repository.save(sql, key(job), State.REFUSED, null, code, reason, clock.instant());
  }

  @Override
  public Uni<Void> postponed(Sql sql, Job job, String reason) {
    return waits(sql, job, reason);
  }

  @Override
  public Uni<Void> unclear(Sql sql, Job job, String reason) {
    return waits(sql, job, reason);
  }

  private Uni<Void> waits(Sql sql, Job job, String reason) {
    return repository.save(sql, key(job), State.ORDERED, null, "waits", reason, clock.instant());
  }

  /** What nobody can tell stays as it is: it may be there. */
  @Override
  public Uni<Void> gaveUp(Sql sql, Job job, JobState state, String reason) {
    return waits(sql, job, reason);
  }

  /** It is looked for before it is asked for again. */
  @Override
  public Uni<Void> redriven(Sql sql, TenantId tenant, DeadJob job) {
    return Uni.createFrom().voidItem();
  }

  private static RowKey key(Job job) {
    return RowKey.of(job.tenant(), job.subject());
  }
}
